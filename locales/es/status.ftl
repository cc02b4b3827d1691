# What is new, how fresh it is, what waits, and what the phone tells by itself. In es. Machine-drafted on 2026-11-23; not checked by a speaker yet.

sync-now = Buscar novedades
sync-running = Buscando novedades…
sync-done = Todo está al día.
sync-updated = { $count ->
    [one] { $count } página es nueva o ha cambiado.
    [many] { $count } de páginas son nuevas o han cambiado.
   *[other] { $count } páginas son nuevas o han cambiado.
}
sync-last = Última comprobación: { $time }
sync-never = Todavía sin comprobar.
sync-next = Próximo intento: { $time }
sync-waiting-wifi = Esperando conexión wifi.
sync-waiting-network = Esperando conexión a internet.
sync-waiting-battery = Esperando a que el teléfono se cargue.
sync-budget = Hoy ya se han usado bastantes datos. Mañana continúa.
sync-progress = { $done } de { $size }
sync-failed = No ha funcionado. Lo que está en el teléfono se puede seguir leyendo.
posts-waiting = { $count ->
    [one] Falta enviar { $count } publicación.
    [many] Falta enviar { $count } de publicaciones.
   *[other] Falta enviar { $count } publicaciones.
}
posts-in-review = { $count ->
    [one] Falta revisar { $count } publicación.
    [many] Falta revisar { $count } de publicaciones.
   *[other] Falta revisar { $count } publicaciones.
}
posts-sent = Enviado.
posts-rejected = No se ha aceptado: { $reason }. Su texto sigue aquí.
posts-conflict = Otra persona también ha cambiado esto.
posts-keep-mine = Mantener mi versión
posts-keep-theirs = Mantener la otra versión
feedback-title = ¿Qué está mal o qué falta?
feedback-thanks = Gracias. Llegará a la redacción cuando haya internet.
feedback-answer = Respuesta de la redacción: { $text }

notice-urgent = Urgente
notice-until = Hasta: { $time }
notify-notice = Noticias de { $town }
notify-event-soon = { $title } empieza pronto. Hora: { $time }
notify-event-tomorrow = Mañana, { $time }: { $title }
notify-event-changed = Hay un cambio: { $title }
notify-event-cancelled = No se hará: { $title }
notify-task-due = Todavía por hacer: { $title }
notify-post-approved = Su publicación ya se puede ver.
notify-message = Alguien le ha escrito.

day-today = hoy
day-tomorrow = mañana
day-after-tomorrow = pasado mañana
day-yesterday = ayer
day-in = { $count ->
    [one] dentro de { $count } día
    [many] dentro de { $count } de días
   *[other] dentro de { $count } días
}
day-ago = { $count ->
    [one] hace { $count } día
    [many] hace { $count } de días
   *[other] hace { $count } días
}
day-part-night = de madrugada
day-part-morning = por la mañana
day-part-noon = al mediodía
day-part-afternoon = por la tarde
day-part-evening = por la noche
time-range = de { $from } a { $to }
time-all-day = Todo el día
time-from = Desde: { $time }
time-every-week = Cada semana
time-every-day = Cada día
time-every-month = Cada mes
time-until-date = Hasta el { $date }
time-zone-other = { $time }, hora de { $zone }
minutes = { $count ->
    [one] { $count } minuto
    [many] { $count } de minutos
   *[other] { $count } minutos
}
hours = { $count ->
    [one] { $count } hora
    [many] { $count } de horas
   *[other] { $count } horas
}

open-now = Abierto ahora
open-closed = Cerrado
open-all-day = Abierto día y noche
open-holiday = Otros horarios en días festivos

events-none = No hay nada previsto para estos días.
events-week = Esta semana
events-filter = Elegir
events-filter-free = Gratis
events-filter-step-free = Sin escalones
events-filter-children = Con niñas y niños
events-filter-language = En mis idiomas
events-filter-near = Cerca de mí
events-why = Por qué ve esto: { $reasons }
events-why-topic = sobre el tema { $topic }
events-why-near = a { $distance } de usted
events-why-language = alguien habla { $language }
events-interested = Me gustaría ir
events-not-interested = Al final no voy
events-add-calendar = Poner en mi calendario
events-remind = Recordármelo
events-new = Anunciar una actividad
events-cancel-one = Cancelar solo esta fecha
events-cancel-all = Cancelar todas las fechas
events-seats = { $count ->
    [0] Ya no quedan plazas.
    [one] Queda { $count } plaza.
    [many] Quedan { $count } de plazas.
   *[other] Quedan { $count } plazas.
}
events-waiting-list = Tiene el número { $place } en la lista de espera.
events-seat-held = Tiene una plaza.
