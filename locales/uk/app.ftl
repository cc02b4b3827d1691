# Screens: first steps in the app, moving about, settings, search, in uk. Machine-drafted on 2026-11-23; not checked by a speaker yet.

app-name = Welcome Companion
action-back = Назад
action-next = Далі
action-skip = Пропустити
action-done = Готово
action-cancel = Скасувати
action-save = Зберегти
action-delete = Видалити
action-change = Змінити
action-share = Поділитися
action-copy = Копіювати
action-copied = Скопійовано
action-retry = Спробувати ще раз
action-close = Закрити
action-open = Відкрити
action-more = Показати більше
action-less = Показати менше
action-undo = Повернути як було
action-call = Зателефонувати: { $number }
action-write = Написати: { $address }
action-map = Показати на карті
action-listen = Слухати
action-listen-stop = Зупинити звук
action-original = Показати оригінал
action-report = На цій сторінці щось не так
action-yes = Так
action-no = Ні

welcome-title = Вітаємо
welcome-text = Інформація вашою мовою про місце, де ви тепер живете. Працює і без інтернету.
welcome-language = Якими мовами ви читаєте?
welcome-language-hint = Виберіть одну або кілька. Це можна змінити будь-коли.
welcome-city = Де ви живете?
welcome-city-hint = Напишіть назву вашого міста або міста поруч.
welcome-city-none = Для цього міста інформації ще немає. Показуємо те, що діє в усій країні.
welcome-privacy = Жодна інформація про вас не вийде з телефона, якщо ви самі її не надішлете.
welcome-no-account = Реєстрація не потрібна.
welcome-ready = Готово. Тепер усе можна читати без інтернету.

nav-home = Головна
nav-guide = Інформація
nav-events = Події
nav-buddies = Нові знайомі
nav-saved = Збережене
nav-search = Пошук
nav-emergency = Екстрена допомога
nav-settings = Налаштування
nav-places = Місця
nav-services = Допомога й поради
nav-contacts = Номери телефонів
nav-checklists = Крок за кроком
nav-phrases = Корисні фрази
nav-notices = Новини

settings-languages = Мови
settings-languages-order = Якщо текст є першою мовою зі списку, показуємо його цією мовою.
settings-easy = Проста мова
settings-easy-hint = Короткі речення і прості слова — там, де такий текст уже є.
settings-text-size = Розмір тексту
settings-town = Місто
settings-add-town = Додати місто
settings-remove-town = Прибрати: { $town }
settings-calendar = Другий календар
settings-calendar-none = Немає
settings-mobile-data = Користуватися мобільним інтернетом
settings-mobile-data-hint = Без цього новини приходять лише через Wi-Fi.
settings-reminders = Нагадування
settings-storage = Місце на телефоні
settings-storage-used = Зайнято: { $size }
settings-erase = Стерти все про мене
settings-erase-confirm = Усе, що ви зберегли й написали на цьому телефоні, буде стерто. Повернути це не можна.
settings-about = Про застосунок

search-hint = Запитайте своїми словами
search-nothing = Нічого не знайдено. Спробуйте інші слова.
search-found-in = Мова знайденого тексту: { $language }
search-read-as = Показано за словами: { $words }
search-recent = Що ви шукали
search-recent-forget = Стерти цей список
search-hits = { $count ->
    [one] { $count } результат
    [few] { $count } результати
    [many] { $count } результатів
   *[other] { $count } результату
}

checklist-progress = Зроблено { $done } із { $count }
checklist-due = { $count ->
    [0] Сьогодні останній день.
    [one] Залишився { $count } день.
    [few] Залишилося { $count } дні.
    [many] Залишилося { $count } днів.
   *[other] Залишилося { $count } дня.
}
checklist-late = { $count ->
    [one] Це треба було зробити { $count } день тому.
    [few] Це треба було зробити { $count } дні тому.
    [many] Це треба було зробити { $count } днів тому.
   *[other] Це треба було зробити { $count } дня тому.
}
saved-empty = Ви ще нічого не зберегли.
page-read-time = { $count ->
    [one] Читати приблизно { $count } хвилину
    [few] Читати приблизно { $count } хвилини
    [many] Читати приблизно { $count } хвилин
   *[other] Читати приблизно { $count } хвилини
}
distance-away = { $distance } звідси
language-ask = Тексту цією мовою немає: { $wanted }. Якою мовою можна показати?
language-choice = Показати мовою: { $language }
language-script = Цей текст написано іншими літерами: { $script }.
