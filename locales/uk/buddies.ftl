# Meeting people: the form, why two people may suit each other, what comes after, and staying safe, in uk.
# Machine-drafted on 2026-11-23; not checked by a speaker yet. One form for everybody: whoever has just come and whoever has been here for long.

buddy-title = Познайомитися з новою людиною
buddy-about = Двоє людей зустрічаються як рівні. Обоє дізнаються щось нове. Що розповідати, вирішуєте ви.
buddy-voluntary = Ви можете припинити будь-коли й не пояснювати чому.
buddy-private = Ваші відповіді залишаються на вашому телефоні. Інші бачать лише те, що ви надсилаєте.
buddy-form = Кілька запитань. Будь-яке можна пропустити.
buddy-form-languages = Мови, якими ви говорите
buddy-form-learn = Мови, в яких хочете потренуватися
buddy-form-interests = Що ви любите робити
buddy-form-offer = Що ви можете показати іншим
buddy-form-wish = Чого ви хочете навчитися
buddy-form-times = Коли у вас є час
buddy-form-part = Район міста
buddy-form-children = Вік ваших дітей
buddy-form-group = Краще в групі
buddy-form-women = Лише з жінками
buddy-form-step-free = Мені потрібне місце без сходинок
buddy-form-online = Онлайн теж підходить
buddy-form-many = Можна вибрати скільки завгодно.

buddy-offers = Люди, які можуть вам підійти
buddy-offers-none = Поки що нікого немає. Ми шукаємо далі.
buddy-offer-ask = Запропонувати зустріч
buddy-offer-hide = Мені не підходить
buddy-reason-both = Вам обом подобається: { $list }
buddy-reason-language = Ваші спільні мови: { $list }.
buddy-reason-learn-theirs = { $language }: ви хочете потренуватися в цій мові, а ця людина нею говорить.
buddy-reason-learn-yours = { $language }: ця людина хоче потренуватися в цій мові, а ви нею говорите.
buddy-reason-tandem = Ви можете навчати одне одного: { $yours } і { $theirs }.
buddy-reason-skill = Ця людина може показати вам: { $list }
buddy-reason-skill-yours = Ви можете показати цій людині: { $list }
buddy-reason-time = Ви обоє маєте час: { $list }
buddy-reason-part = Ви живете в одному районі міста.
buddy-reason-near = Ви живете недалеко одне від одного.
buddy-reason-children = І у вас, і в цієї людини є діти приблизно одного віку.
buddy-reason-new = Ви познайомитеся з людиною, у якої інший життєвий досвід.
buddy-reason-waiting = Ви обоє вже певний час чекаєте.
buddy-missing-language = { $language }: немає нікого, хто говорить цією мовою і має тоді час.
buddy-missing-time = У цей час усі зайняті. Виберіть ще інші години — це допоможе.
buddy-missing-part = Поруч ніхто не живе. Допоможе зустріч у центрі.
buddy-missing-people = { $count ->
    [one] Якщо прийде ще { $count } така людина, ми допоможемо ще стільком людям: { $helped }.
    [few] Якщо прийдуть ще { $count } такі людини, ми допоможемо ще стільком людям: { $helped }.
    [many] Якщо прийде ще { $count } таких людей, ми допоможемо ще стільком людям: { $helped }.
   *[other] Якщо прийде ще { $count } такої людини, ми допоможемо ще стільком людям: { $helped }.
}

buddy-state-waiting = Ви у списку.
buddy-state-proposed = Ми знайшли для вас людину.
buddy-state-agreed = Ви обоє хочете зустрітися.
buddy-state-met = Ви вже зустрілися.
buddy-state-paused = Перерва
buddy-state-ended = Завершено
buddy-accept = Так, хочу зустрітися
buddy-decline = Ні, дякую
buddy-pause = Зробити перерву
buddy-end = Завершити
buddy-end-why = Пояснювати не треба. Якщо хочете:
buddy-end-moved = Я тепер живу в іншому місці.
buddy-end-time = У мене немає часу.
buddy-end-fit = Ми не підійшли одне одному.
buddy-end-unwell = Мені було неприємно.
buddy-check-in = Як минають ваші зустрічі?
buddy-check-in-good = Добре
buddy-check-in-slow = Ми давно не бачилися
buddy-check-in-help = Хочу з кимось про це поговорити
buddy-group = { $count ->
    [one] Група: { $count } людина
    [few] Група: { $count } людини
    [many] Група: { $count } людей
   *[other] Група: { $count } людини
}
buddy-waiting-weeks = { $count ->
    [one] Ви чекаєте { $count } тиждень.
    [few] Ви чекаєте { $count } тижні.
    [many] Ви чекаєте { $count } тижнів.
   *[other] Ви чекаєте { $count } тижня.
}

safety-title = Ваша безпека
safety-public-place = Перший раз зустрічайтеся там, де є інші люди.
safety-tell-somebody = Скажіть комусь, куди ви йдете.
safety-no-money = Ніколи не давайте грошей, навіть у борг.
safety-no-papers = Нікому тут не потрібні ваш паспорт чи інші документи.
safety-say-no = Ви можете будь-коли сказати «ні».
safety-block = Більше не показувати мені цю людину
safety-blocked = Ми більше не будемо пропонувати вас одне одному.
safety-report = Повідомити тих, хто за це відповідає
safety-report-sent = Дякуємо. Це перевірять. Іншій людині не скажуть, хто написав.
safety-emergency = Якщо є небезпека, телефонуйте { $number }.
safety-quick-exit = Швидко вийти з цієї сторінки
