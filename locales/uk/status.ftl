# What is new, how fresh it is, what waits, and what the phone tells by itself, in uk. Machine-drafted on 2026-11-23; not checked by a speaker yet.

sync-now = Перевірити, чи є нове
sync-running = Шукаємо нове …
sync-done = У вас усе найновіше.
sync-updated = { $count ->
    [one] Нове або змінене: { $count } сторінка.
    [few] Нове або змінене: { $count } сторінки.
    [many] Нове або змінене: { $count } сторінок.
   *[other] Нове або змінене: { $count } сторінки.
}
sync-last = Остання перевірка: { $time }
sync-never = Ще не перевіряли.
sync-next = Наступна спроба: { $time }
sync-waiting-wifi = Чекаємо на Wi-Fi.
sync-waiting-network = Чекаємо на інтернет.
sync-waiting-battery = Продовжимо, коли телефон буде на зарядці.
sync-budget = На сьогодні мобільного інтернету досить. Продовжимо завтра.
sync-progress = { $done } із { $size }
sync-failed = Не вдалося. Те, що є на телефоні, можна читати й далі.
posts-waiting = { $count ->
    [one] { $count } допис ще не надіслано.
    [few] { $count } дописи ще не надіслано.
    [many] { $count } дописів ще не надіслано.
   *[other] { $count } допису ще не надіслано.
}
posts-in-review = { $count ->
    [one] { $count } допис чекає на перевірку.
    [few] { $count } дописи чекають на перевірку.
    [many] { $count } дописів чекають на перевірку.
   *[other] { $count } допису чекає на перевірку.
}
posts-sent = Надіслано.
posts-rejected = Не прийнято: { $reason }. Ваш текст досі тут.
posts-conflict = Хтось інший теж це змінив.
posts-keep-mine = Залишити мій варіант
posts-keep-theirs = Залишити інший варіант
feedback-title = Що не так або чого бракує?
feedback-thanks = Дякуємо. Редакція отримає це, коли буде інтернет.
feedback-answer = Відповідь редакції: { $text }

notice-urgent = Терміново
notice-until = До { $time }
notify-notice = Новини: { $town }
notify-event-soon = { $title }: початок { $time }.
notify-event-tomorrow = Завтра, { $time }: { $title }
notify-event-changed = Є зміни: { $title }.
notify-event-cancelled = Не відбудеться: { $title }.
notify-task-due = Ще не зроблено: { $title }
notify-post-approved = Ваш допис тепер бачать інші.
notify-message = Вам написали.

day-today = сьогодні
day-tomorrow = завтра
day-after-tomorrow = післязавтра
day-yesterday = учора
day-in = { $count ->
    [one] через { $count } день
    [few] через { $count } дні
    [many] через { $count } днів
   *[other] через { $count } дня
}
day-ago = { $count ->
    [one] { $count } день тому
    [few] { $count } дні тому
    [many] { $count } днів тому
   *[other] { $count } дня тому
}
day-part-night = уночі
day-part-morning = уранці
day-part-noon = опівдні
day-part-afternoon = після обіду
day-part-evening = увечері
time-range = з { $from } до { $to }
time-all-day = Увесь день
time-from = З { $time }
time-every-week = Щотижня
time-every-day = Щодня
time-every-month = Щомісяця
time-until-date = До { $date }
time-zone-other = { $time } ({ $zone })
minutes = { $count ->
    [one] { $count } хвилина
    [few] { $count } хвилини
    [many] { $count } хвилин
   *[other] { $count } хвилини
}
hours = { $count ->
    [one] { $count } година
    [few] { $count } години
    [many] { $count } годин
   *[other] { $count } години
}

open-now = Зараз відчинено
open-closed = Зачинено
open-all-day = Відчинено цілодобово
open-holiday = У святкові дні інші години роботи

events-none = На ці дні нічого не заплановано.
events-week = Цього тижня
events-filter = Вибрати
events-filter-free = Безкоштовно
events-filter-step-free = Без сходинок
events-filter-children = З дітьми
events-filter-language = Моїми мовами
events-filter-near = Поруч зі мною
events-why = Чому ви це бачите: { $reasons }
events-why-topic = тема: { $topic }
events-why-near = { $distance } від вас
events-why-language = хтось знає мову: { $language }
events-interested = Хочу прийти
events-not-interested = Я все ж не прийду
events-add-calendar = Додати до мого календаря
events-remind = Нагадати мені
events-new = Розповісти іншим про подію
events-cancel-one = Скасувати лише цю подію
events-cancel-all = Скасувати всі
events-seats = { $count ->
    [0] Вільних місць немає.
    [one] Залишилося { $count } місце.
    [few] Залишилося { $count } місця.
    [many] Залишилося { $count } місць.
   *[other] Залишилося { $count } місця.
}
events-waiting-list = Ви у списку очікування. Ваш номер: { $place }.
events-seat-held = Місце для вас є.
