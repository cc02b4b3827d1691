# What is new, how fresh it is, what waits, and what the phone tells by itself, in ru. Machine-drafted on 2026-11-23; not checked by a speaker yet.

sync-now = Проверить, есть ли новое
sync-running = Ищем новое …
sync-done = У вас всё самое новое.
sync-updated = { $count ->
    [one] Новое или изменённое: { $count } страница.
    [few] Новое или изменённое: { $count } страницы.
    [many] Новое или изменённое: { $count } страниц.
   *[other] Новое или изменённое: { $count } страницы.
}
sync-last = Последняя проверка: { $time }
sync-never = Ещё не проверяли.
sync-next = Следующая попытка: { $time }
sync-waiting-wifi = Ждём Wi-Fi.
sync-waiting-network = Ждём интернет.
sync-waiting-battery = Продолжим, когда телефон будет на зарядке.
sync-budget = На сегодня мобильного интернета достаточно. Продолжим завтра.
sync-progress = { $done } из { $size }
sync-failed = Не получилось. То, что есть на телефоне, можно читать и дальше.
posts-waiting = { $count ->
    [one] { $count } публикация ещё не отправлена.
    [few] { $count } публикации ещё не отправлены.
    [many] { $count } публикаций ещё не отправлены.
   *[other] { $count } публикации ещё не отправлено.
}
posts-in-review = { $count ->
    [one] { $count } публикация ждёт проверки.
    [few] { $count } публикации ждут проверки.
    [many] { $count } публикаций ждут проверки.
   *[other] { $count } публикации ждёт проверки.
}
posts-sent = Отправлено.
posts-rejected = Не принято: { $reason }. Ваш текст по-прежнему здесь.
posts-conflict = Кто-то другой тоже это изменил.
posts-keep-mine = Оставить мой вариант
posts-keep-theirs = Оставить другой вариант
feedback-title = Что не так или чего не хватает?
feedback-thanks = Спасибо. Редакция получит это, когда будет интернет.
feedback-answer = Ответ редакции: { $text }

notice-urgent = Срочно
notice-until = До { $time }
notify-notice = Новости: { $town }
notify-event-soon = { $title }: начало { $time }.
notify-event-tomorrow = Завтра, { $time }: { $title }
notify-event-changed = Есть изменения: { $title }.
notify-event-cancelled = Не состоится: { $title }.
notify-task-due = Ещё не сделано: { $title }
notify-post-approved = Вашу публикацию теперь видят другие.
notify-message = Вам написали.

day-today = сегодня
day-tomorrow = завтра
day-after-tomorrow = послезавтра
day-yesterday = вчера
day-in = { $count ->
    [one] через { $count } день
    [few] через { $count } дня
    [many] через { $count } дней
   *[other] через { $count } дня
}
day-ago = { $count ->
    [one] { $count } день назад
    [few] { $count } дня назад
    [many] { $count } дней назад
   *[other] { $count } дня назад
}
day-part-night = ночью
day-part-morning = утром
day-part-noon = в полдень
day-part-afternoon = после обеда
day-part-evening = вечером
time-range = с { $from } до { $to }
time-all-day = Весь день
time-from = С { $time }
time-every-week = Каждую неделю
time-every-day = Каждый день
time-every-month = Каждый месяц
time-until-date = До { $date }
time-zone-other = { $time } ({ $zone })
minutes = { $count ->
    [one] { $count } минута
    [few] { $count } минуты
    [many] { $count } минут
   *[other] { $count } минуты
}
hours = { $count ->
    [one] { $count } час
    [few] { $count } часа
    [many] { $count } часов
   *[other] { $count } часа
}

open-now = Сейчас открыто
open-closed = Закрыто
open-all-day = Открыто круглосуточно
open-holiday = В праздничные дни другие часы работы

events-none = На эти дни ничего не запланировано.
events-week = На этой неделе
events-filter = Выбрать
events-filter-free = Бесплатно
events-filter-step-free = Без ступенек
events-filter-children = С детьми
events-filter-language = На моих языках
events-filter-near = Рядом со мной
events-why = Почему вы это видите: { $reasons }
events-why-topic = тема: { $topic }
events-why-near = { $distance } от вас
events-why-language = кто-то знает язык: { $language }
events-interested = Хочу прийти
events-not-interested = Я всё-таки не приду
events-add-calendar = Добавить в мой календарь
events-remind = Напомнить мне
events-new = Рассказать другим о мероприятии
events-cancel-one = Отменить только это мероприятие
events-cancel-all = Отменить все
events-seats = { $count ->
    [0] Свободных мест нет.
    [one] Осталось { $count } место.
    [few] Осталось { $count } места.
    [many] Осталось { $count } мест.
   *[other] Осталось { $count } места.
}
events-waiting-list = Вы в списке ожидания. Ваш номер: { $place }.
events-seat-held = Место для вас есть.
