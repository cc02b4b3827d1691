# Screens: first steps in the app, moving about, settings, search. In es. Machine-drafted on 2026-11-23; not checked by a speaker yet.

app-name = Welcome Companion
action-back = Volver
action-next = Siguiente
action-skip = Saltar
action-done = Listo
action-cancel = Cancelar
action-save = Guardar
action-delete = Borrar
action-change = Cambiar
action-share = Compartir
action-copy = Copiar
action-copied = Copiado
action-retry = Intentar de nuevo
action-close = Cerrar
action-open = Abrir
action-more = Mostrar más
action-less = Mostrar menos
action-undo = Deshacer
action-call = Llamar al { $number }
action-write = Escribir a { $address }
action-map = Ver en el mapa
action-listen = Escuchar
action-listen-stop = Dejar de escuchar
action-original = Ver el original
action-report = Hay un error en esta página
action-yes = Sí
action-no = No

welcome-title = Le damos la bienvenida
welcome-text = Información sobre el lugar donde vive ahora, en su idioma. También funciona sin internet.
welcome-language = ¿En qué idiomas lee?
welcome-language-hint = Elija uno o más. Puede cambiarlo en cualquier momento.
welcome-city = ¿Dónde vive?
welcome-city-hint = Escriba el nombre de su ciudad o pueblo, o de uno cercano.
welcome-city-none = Todavía no hay información para este lugar. Mostramos lo que vale en todo el país.
welcome-privacy = Ninguna información sobre usted sale de su teléfono, salvo la que usted envíe.
welcome-no-account = No necesita una cuenta.
welcome-ready = Listo. Ya puede leer todo sin internet.

nav-home = Inicio
nav-guide = Información
nav-events = Actividades
nav-buddies = Conocer gente
nav-saved = Guardado
nav-search = Buscar
nav-emergency = Emergencia
nav-settings = Ajustes
nav-places = Lugares
nav-services = Ayuda y consejo
nav-contacts = Números de teléfono
nav-checklists = Paso a paso
nav-phrases = Frases útiles
nav-notices = Noticias

settings-languages = Idiomas
settings-languages-order = Si hay un texto en el primer idioma, verá ese texto.
settings-easy = Lectura fácil
settings-easy-hint = Frases cortas y palabras sencillas, donde existan esos textos.
settings-text-size = Tamaño de la letra
settings-town = Ciudad o pueblo
settings-add-town = Añadir una ciudad o un pueblo
settings-remove-town = Quitar { $town }
settings-calendar = Segundo calendario
settings-calendar-none = Ninguno
settings-mobile-data = Usar datos móviles
settings-mobile-data-hint = Si no, las novedades llegan solo por wifi.
settings-reminders = Recordatorios
settings-storage = Espacio en el teléfono
settings-storage-used = Espacio usado: { $size }
settings-erase = Borrar todo lo que hay sobre mí
settings-erase-confirm = Se borrará lo que ha guardado y escrito en este teléfono. No se puede deshacer.
settings-about = Sobre esta aplicación

search-hint = Pregunte con sus propias palabras
search-nothing = No se encontró nada. Pruebe con otras palabras.
search-found-in = Encontrado en { $language }
search-read-as = Resultados para: { $words }
search-recent = Lo que ha buscado
search-recent-forget = Olvidar todo
search-hits = { $count ->
    [one] { $count } resultado
    [many] { $count } de resultados
   *[other] { $count } resultados
}

checklist-progress = Hecho: { $done } de { $count }
checklist-due = { $count ->
    [0] Hoy es el último día.
    [one] Queda { $count } día.
    [many] Quedan { $count } de días.
   *[other] Quedan { $count } días.
}
checklist-late = { $count ->
    [one] Había que hacerlo hace { $count } día.
    [many] Había que hacerlo hace { $count } de días.
   *[other] Había que hacerlo hace { $count } días.
}
saved-empty = Todavía no ha guardado nada.
page-read-time = { $count ->
    [one] Se lee en { $count } minuto, más o menos
    [many] Se lee en { $count } de minutos, más o menos
   *[other] Se lee en { $count } minutos, más o menos
}
distance-away = a { $distance }
language-ask = No hay texto en { $wanted }. ¿Qué idioma podemos mostrar?
language-choice = Mostrar en { $language }
language-script = Este texto está escrito con otras letras: { $script }.
