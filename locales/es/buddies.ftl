# Meeting people: the form, why two people may suit each other, what comes after, and staying safe. In es.
# Machine-drafted on 2026-11-23; not checked by a speaker yet. One form for everybody: whoever has just come and whoever has been here for long.

buddy-title = Conocer a alguien
buddy-about = Dos personas se conocen de igual a igual. Las dos aprenden algo. Usted decide qué quiere contar.
buddy-voluntary = Puede dejarlo en cualquier momento, sin decir por qué.
buddy-private = Sus respuestas se quedan en su teléfono. Las demás personas solo ven lo que usted envía.
buddy-form = Unas pocas preguntas. No hace falta responder a todas.
buddy-form-languages = Idiomas que habla
buddy-form-learn = Idiomas que le gustaría practicar
buddy-form-interests = Lo que le gusta hacer
buddy-form-offer = Lo que puede enseñar a otras personas
buddy-form-wish = Lo que le gustaría aprender
buddy-form-times = Cuándo tiene tiempo
buddy-form-part = Barrio
buddy-form-children = Edades de sus hijas e hijos
buddy-form-group = Mejor en grupo
buddy-form-women = Solo con mujeres
buddy-form-step-free = Necesito un lugar sin escalones
buddy-form-online = También puede ser por internet
buddy-form-many = Puede elegir todas las opciones que quiera.

buddy-offers = Personas que le puede interesar conocer
buddy-offers-none = Todavía nadie. Seguimos buscando.
buddy-offer-ask = Proponer un encuentro
buddy-offer-hide = No es para mí
buddy-reason-both = A usted y a esta persona les gusta: { $list }
buddy-reason-language = Usted y esta persona hablan { $list }.
buddy-reason-learn-theirs = Usted quiere practicar { $language }, y esta persona habla ese idioma.
buddy-reason-learn-yours = Esta persona quiere practicar { $language }, y usted habla ese idioma.
buddy-reason-tandem = Pueden enseñarse sus idiomas: { $yours }, { $theirs }.
buddy-reason-skill = Esta persona le puede enseñar: { $list }
buddy-reason-skill-yours = Usted le puede enseñar a esta persona: { $list }
buddy-reason-time = Usted y esta persona tienen tiempo: { $list }
buddy-reason-part = Viven en el mismo barrio.
buddy-reason-near = Viven cerca.
buddy-reason-children = Sus hijas e hijos tienen más o menos la misma edad.
buddy-reason-new = Conocería a alguien con otra historia de vida.
buddy-reason-waiting = Usted y esta persona llevan un tiempo esperando.
buddy-missing-language = Nadie que hable { $language } tiene tiempo a esas horas.
buddy-missing-time = Nadie tiene tiempo a esas horas. Elegir más horas ayuda.
buddy-missing-part = Nadie vive cerca. Encontrarse en el centro puede ayudar.
buddy-missing-people = { $count ->
    [one] Con { $count } persona más como esta se ayudaría a otras { $helped }.
    [many] Con { $count } de personas más como esta se ayudaría a otras { $helped }.
   *[other] Con { $count } personas más como esta se ayudaría a otras { $helped }.
}

buddy-state-waiting = Está en la lista.
buddy-state-proposed = Le proponemos a alguien.
buddy-state-agreed = Usted y esta persona quieren conocerse.
buddy-state-met = Ya se conocen.
buddy-state-paused = En pausa
buddy-state-ended = Terminado
buddy-accept = Sí, me gustaría conocer a esta persona
buddy-decline = No, gracias
buddy-pause = Hacer una pausa
buddy-end = Dejar los encuentros
buddy-end-why = No hace falta decir por qué. Si quiere:
buddy-end-moved = Me he mudado.
buddy-end-time = No tengo tiempo.
buddy-end-fit = No nos entendimos bien.
buddy-end-unwell = No me sentí bien.
buddy-check-in = ¿Cómo va todo?
buddy-check-in-good = Bien
buddy-check-in-slow = Hace tiempo que no nos vemos
buddy-check-in-help = Me gustaría hablar con alguien
buddy-group = { $count ->
    [one] Un grupo de { $count } persona
    [many] Un grupo de { $count } de personas
   *[other] Un grupo de { $count } personas
}
buddy-waiting-weeks = { $count ->
    [one] Lleva { $count } semana esperando.
    [many] Lleva { $count } de semanas esperando.
   *[other] Lleva { $count } semanas esperando.
}

safety-title = Su seguridad
safety-public-place = La primera vez, encuéntrense en un lugar público.
safety-tell-somebody = Diga a alguien adónde va.
safety-no-money = No preste ni dé nunca dinero.
safety-no-papers = Nadie necesita su pasaporte ni sus papeles.
safety-say-no = Puede decir que no en cualquier momento.
safety-block = No mostrarme más a esta persona
safety-blocked = No volveremos a proponerles un encuentro.
safety-report = Avisar a las personas responsables
safety-report-sent = Gracias. Alguien lo va a mirar. La otra persona no sabrá quién ha escrito.
safety-emergency = En caso de peligro, llame al { $number }.
safety-quick-exit = Salir rápido de esta página
