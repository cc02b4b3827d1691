# Screens: first steps in the app, moving about, settings, search, in ru. Machine-drafted on 2026-11-23; not checked by a speaker yet.

app-name = Welcome Companion
action-back = Назад
action-next = Дальше
action-skip = Пропустить
action-done = Готово
action-cancel = Отмена
action-save = Сохранить
action-delete = Удалить
action-change = Изменить
action-share = Поделиться
action-copy = Копировать
action-copied = Скопировано
action-retry = Попробовать ещё раз
action-close = Закрыть
action-open = Открыть
action-more = Показать больше
action-less = Показать меньше
action-undo = Вернуть как было
action-call = Позвонить: { $number }
action-write = Написать: { $address }
action-map = Показать на карте
action-listen = Слушать
action-listen-stop = Остановить звук
action-original = Показать оригинал
action-report = На этой странице что-то не так
action-yes = Да
action-no = Нет

welcome-title = Добро пожаловать
welcome-text = Информация на вашем языке о месте, где вы теперь живёте. Работает и без интернета.
welcome-language = На каких языках вы читаете?
welcome-language-hint = Выберите один или несколько. Это можно изменить в любое время.
welcome-city = Где вы живёте?
welcome-city-hint = Напишите название вашего города или города рядом.
welcome-city-none = Для этого города информации пока нет. Показываем то, что действует во всей стране.
welcome-privacy = Никакая информация о вас не уйдёт с телефона, если вы сами её не отправите.
welcome-no-account = Регистрация не нужна.
welcome-ready = Готово. Теперь всё можно читать без интернета.

nav-home = Главная
nav-guide = Информация
nav-events = Мероприятия
nav-buddies = Новые знакомые
nav-saved = Сохранённое
nav-search = Поиск
nav-emergency = Экстренная помощь
nav-settings = Настройки
nav-places = Места
nav-services = Помощь и советы
nav-contacts = Номера телефонов
nav-checklists = Шаг за шагом
nav-phrases = Полезные фразы
nav-notices = Новости

settings-languages = Языки
settings-languages-order = Если текст есть на первом языке из списка, показываем его на этом языке.
settings-easy = Простой язык
settings-easy-hint = Короткие предложения и простые слова — там, где такой текст уже есть.
settings-text-size = Размер текста
settings-town = Город
settings-add-town = Добавить город
settings-remove-town = Убрать: { $town }
settings-calendar = Второй календарь
settings-calendar-none = Нет
settings-mobile-data = Использовать мобильный интернет
settings-mobile-data-hint = Без этого новости приходят только через Wi-Fi.
settings-reminders = Напоминания
settings-storage = Место на телефоне
settings-storage-used = Занято: { $size }
settings-erase = Стереть всё обо мне
settings-erase-confirm = Всё, что вы сохранили и написали на этом телефоне, будет стёрто. Вернуть это нельзя.
settings-about = О приложении

search-hint = Спросите своими словами
search-nothing = Ничего не найдено. Попробуйте другие слова.
search-found-in = Язык найденного текста: { $language }
search-read-as = Показано по словам: { $words }
search-recent = Что вы искали
search-recent-forget = Стереть этот список
search-hits = { $count ->
    [one] { $count } результат
    [few] { $count } результата
    [many] { $count } результатов
   *[other] { $count } результата
}

checklist-progress = Сделано { $done } из { $count }
checklist-due = { $count ->
    [0] Сегодня последний день.
    [one] Остался { $count } день.
    [few] Осталось { $count } дня.
    [many] Осталось { $count } дней.
   *[other] Осталось { $count } дня.
}
checklist-late = { $count ->
    [one] Это нужно было сделать { $count } день назад.
    [few] Это нужно было сделать { $count } дня назад.
    [many] Это нужно было сделать { $count } дней назад.
   *[other] Это нужно было сделать { $count } дня назад.
}
saved-empty = Вы ещё ничего не сохранили.
page-read-time = { $count ->
    [one] Читать примерно { $count } минуту
    [few] Читать примерно { $count } минуты
    [many] Читать примерно { $count } минут
   *[other] Читать примерно { $count } минуты
}
distance-away = { $distance } отсюда
language-ask = Текста на этом языке нет: { $wanted }. На каком языке можно показать?
language-choice = Показать на языке: { $language }
language-script = Этот текст написан другими буквами: { $script }.
