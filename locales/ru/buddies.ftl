# Meeting people: the form, why two people may suit each other, what comes after, and staying safe, in ru.
# Machine-drafted on 2026-11-23; not checked by a speaker yet. One form for everybody: whoever has just come and whoever has been here for long.

buddy-title = Познакомиться с новым человеком
buddy-about = Два человека встречаются как равные. Каждый узнаёт что-то новое. Что рассказывать, решаете вы.
buddy-voluntary = Вы можете прекратить в любое время и не объяснять почему.
buddy-private = Ваши ответы остаются на вашем телефоне. Другие видят только то, что вы отправляете.
buddy-form = Несколько вопросов. Любой можно пропустить.
buddy-form-languages = Языки, на которых вы говорите
buddy-form-learn = Языки, в которых вы хотите потренироваться
buddy-form-interests = Что вы любите делать
buddy-form-offer = Что вы можете показать другим
buddy-form-wish = Чему вы хотите научиться
buddy-form-times = Когда у вас есть время
buddy-form-part = Район города
buddy-form-children = Возраст ваших детей
buddy-form-group = Лучше в группе
buddy-form-women = Только с женщинами
buddy-form-step-free = Мне нужно место без ступенек
buddy-form-online = Онлайн тоже подходит
buddy-form-many = Можно выбрать сколько угодно.

buddy-offers = Люди, которые могут вам подойти
buddy-offers-none = Пока никого нет. Мы ищем дальше.
buddy-offer-ask = Предложить встречу
buddy-offer-hide = Мне не подходит
buddy-reason-both = И вам, и этому человеку нравится: { $list }
buddy-reason-language = Ваши общие языки: { $list }.
buddy-reason-learn-theirs = { $language }: вы хотите потренироваться в этом языке, а этот человек на нём говорит.
buddy-reason-learn-yours = { $language }: этот человек хочет потренироваться в этом языке, а вы на нём говорите.
buddy-reason-tandem = Вы можете учить друг друга: { $yours } и { $theirs }.
buddy-reason-skill = Этот человек может показать вам: { $list }
buddy-reason-skill-yours = Вы можете показать этому человеку: { $list }
buddy-reason-time = У вас двоих есть время: { $list }
buddy-reason-part = Вы живёте в одном районе города.
buddy-reason-near = Вы живёте недалеко друг от друга.
buddy-reason-children = И у вас, и у этого человека есть дети примерно одного возраста.
buddy-reason-new = Вы познакомитесь с человеком, у которого другой жизненный опыт.
buddy-reason-waiting = И вы, и этот человек уже некоторое время ждёте.
buddy-missing-language = { $language }: нет никого, кто говорит на этом языке и у кого есть время в эти часы.
buddy-missing-time = В это время все заняты. Выберите ещё другие часы — это поможет.
buddy-missing-part = Рядом никто не живёт. Поможет встреча в центре.
buddy-missing-people = { $count ->
    [one] Если придёт ещё { $count } такой человек, мы поможем ещё стольким людям: { $helped }.
    [few] Если придут ещё { $count } таких человека, мы поможем ещё стольким людям: { $helped }.
    [many] Если придёт ещё { $count } таких человек, мы поможем ещё стольким людям: { $helped }.
   *[other] Если придёт ещё { $count } такого человека, мы поможем ещё стольким людям: { $helped }.
}

buddy-state-waiting = Вы в списке.
buddy-state-proposed = Мы нашли для вас человека.
buddy-state-agreed = Вы двое хотите встретиться.
buddy-state-met = Вы уже встретились.
buddy-state-paused = Перерыв
buddy-state-ended = Завершено
buddy-accept = Да, хочу встретиться
buddy-decline = Нет, спасибо
buddy-pause = Сделать перерыв
buddy-end = Завершить
buddy-end-why = Объяснять не нужно. Если хотите:
buddy-end-moved = Я теперь живу в другом месте.
buddy-end-time = У меня нет времени.
buddy-end-fit = Мы не подошли друг другу.
buddy-end-unwell = Мне было неприятно.
buddy-check-in = Как проходят ваши встречи?
buddy-check-in-good = Хорошо
buddy-check-in-slow = Мы давно не виделись
buddy-check-in-help = Хочу с кем-нибудь об этом поговорить
buddy-group = { $count ->
    [one] Группа: { $count } человек
    [few] Группа: { $count } человека
    [many] Группа: { $count } человек
   *[other] Группа: { $count } человека
}
buddy-waiting-weeks = { $count ->
    [one] Вы ждёте { $count } неделю.
    [few] Вы ждёте { $count } недели.
    [many] Вы ждёте { $count } недель.
   *[other] Вы ждёте { $count } недели.
}

safety-title = Ваша безопасность
safety-public-place = Первый раз встречайтесь там, где есть другие люди.
safety-tell-somebody = Скажите кому-нибудь, куда вы идёте.
safety-no-money = Никогда не давайте денег, даже в долг.
safety-no-papers = Никому здесь не нужны ваш паспорт или другие документы.
safety-say-no = Вы можете в любое время сказать «нет».
safety-block = Больше не показывать мне этого человека
safety-blocked = Мы больше не будем предлагать вас друг другу.
safety-report = Сообщить тем, кто за это отвечает
safety-report-sent = Спасибо. Это проверят. Другому человеку не скажут, кто написал.
safety-emergency = Если есть опасность, звоните { $number }.
safety-quick-exit = Быстро уйти с этой страницы
