/** The commonest short names. An unknown one stays as typed, as Slack does. */
const table = `
+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 ok_hand 👌 wave 👋 clap 👏 pray 🙏 raised_hands 🙌 handshake 🤝 muscle 💪
point_right 👉 point_left 👈 point_up ☝️ point_down 👇 writing_hand ✍️ eyes 👀 raising_hand 🙋 bow 🙇
smile 😄 smiley 😃 grinning 😀 grin 😁 joy 😂 slightly_smiling_face 🙂 wink 😉 blush 😊 relaxed ☺️ heart_eyes 😍
thinking_face 🤔 neutral_face 😐 confused 😕 worried 😟 disappointed 😞 cry 😢 sob 😭 angry 😠 rage 😡 sweat_smile 😅
sunglasses 😎 star-struck 🤩 partying_face 🥳 sleeping 😴 zzz 💤 face_with_monocle 🧐 hugging_face 🤗 sweat 😓
heart ❤️ yellow_heart 💛 green_heart 💚 blue_heart 💙 purple_heart 💜 broken_heart 💔 sparkles ✨ star ⭐ star2 🌟
fire 🔥 boom 💥 tada 🎉 confetti_ball 🎊 balloon 🎈 gift 🎁 trophy 🏆 medal 🏅 first_place_medal 🥇 crown 👑 gem 💎
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎ no_entry ⛔
no_entry_sign 🚫 warning ⚠️ exclamation ❗ heavy_exclamation_mark ❗ question ❓ grey_question ❔ grey_exclamation ❕
bangbang ‼️ information_source ℹ️ sos 🆘 new 🆕 ok 🆗 up 🆙 100 💯 rotating_light 🚨 bell 🔔 no_bell 🔕 loudspeaker 📢 mega 📣
red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵 large_purple_circle 🟣
white_circle ⚪ black_circle ⚫ large_orange_diamond 🔶 large_blue_diamond 🔷 small_orange_diamond 🔸 small_blue_diamond 🔹
red_square 🟥 large_red_square 🟥 large_yellow_square 🟨 large_green_square 🟩 white_square_button 🔳 small_red_triangle 🔺
arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ arrow_forward ▶️ arrow_upper_right ↗️ arrow_lower_right ↘️
leftwards_arrow_with_hook ↩️ arrow_right_hook ↪️ arrows_counterclockwise 🔄 repeat 🔁 fast_forward ⏩ rewind ⏪
hourglass ⌛ hourglass_flowing_sand ⏳ alarm_clock ⏰ stopwatch ⏱️ watch ⌚ clock1 🕐 clock2 🕑 clock3 🕒 clock4 🕓 clock5 🕔
clock6 🕕 clock7 🕖 clock8 🕗 clock9 🕘 clock10 🕙 clock11 🕚 clock12 🕛 calendar 📆 date 📅 spiral_calendar_pad 🗓️
calendar_spiral 🗓️ sunrise 🌅 sunny ☀️ sun_with_face 🌞 cloud ☁️ umbrella ☔ rainbow 🌈 snowflake ❄️ moon 🌔 coffee ☕ tea 🍵
cake 🎂 birthday 🎂 phone ☎️ telephone_receiver 📞 iphone 📱 email 📧 envelope ✉️ incoming_envelope 📨 inbox_tray 📥
outbox_tray 📤 mailbox 📫 package 📦 memo 📝 pencil ✏️ pencil2 ✏️ lower_left_ballpoint_pen 🖊️ clipboard 📋 page_facing_up 📄
page_with_curl 📃 file_folder 📁 open_file_folder 📂 card_index 📇 card_index_dividers 🗂️ file_cabinet 🗄️ books 📚 book 📖
bookmark 🔖 label 🏷️ newspaper 📰 paperclip 📎 link 🔗 pushpin 📌 round_pushpin 📍 triangular_flag_on_post 🚩 scroll 📜
checkered_flag 🏁 mag 🔍 mag_right 🔎 lock 🔒 unlock 🔓 closed_lock_with_key 🔐 key 🔑 shield 🛡️ gear ⚙️ wrench 🔧 hammer 🔨
hammer_and_wrench 🛠️ toolbox 🧰 bulb 💡 battery 🔋 computer 💻 desktop_computer 🖥️ robot_face 🤖 satellite 📡
chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 bar_chart 📊 moneybag 💰 money_with_wings 💸 dollar 💵 yen 💴
credit_card 💳 coin 🪙 bank 🏦 office 🏢 house 🏠 house_with_garden 🏡 department_store 🏬 ticket 🎫 admission_tickets 🎟️
speech_balloon 💬 left_speech_bubble 🗨️ thought_balloon 💭 mega 📣 microphone 🎤 headphones 🎧 musical_note 🎵 art 🎨
bust_in_silhouette 👤 busts_in_silhouette 👥 man 👨 woman 👩 baby 👶 family 👪 man-raising-hand 🙋‍♂️ woman-raising-hand 🙋‍♀️
technologist 🧑‍💻 detective 🕵️ judge 🧑‍⚖️ scales ⚖️ balance_scale ⚖️ runner 🏃 walking 🚶 baton 🏃 relay 🏃 rocket 🚀 airplane ✈️
car 🚗 taxi 🚕 bus 🚌 ship 🚢 anchor ⚓ construction 🚧 vertical_traffic_light 🚦 seedling 🌱 evergreen_tree 🌲 four_leaf_clover 🍀
rose 🌹 sunflower 🌻 cherry_blossom 🌸 maple_leaf 🍁 fallen_leaf 🍂 apple 🍎 pizza 🍕 beer 🍺 clinking_glasses 🥂 champagne 🍾
dog 🐶 cat 🐱 mouse 🐭 rabbit 🐰 fox_face 🦊 bear 🐻 panda_face 🐼 tiger 🐯 horse 🐴 dragon 🐉 bird 🐦 penguin 🐧 turtle 🐢 bee 🐝
one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ six 6️⃣ seven 7️⃣ eight 8️⃣ nine 9️⃣ keycap_ten 🔟 zero 0️⃣ hash #️⃣ heavy_plus_sign ➕
heavy_minus_sign ➖ heavy_multiplication_x ✖️ heavy_dollar_sign 💲 recycle ♻️ trident 🔱 infinity ♾️ black_small_square ▪️
white_small_square ▫️ heavy_division_sign ➗ wastebasket 🗑️ broom 🧹 door 🚪 bed 🛏️ pill 💊 thermometer 🌡️ dart 🎯 game_die 🎲
palm_tree 🌴 desert_island 🏝️ luggage 🧳 beach_with_umbrella 🏖️ suitcase 🧳 briefcase 💼 jigsaw 🧩 cn 🇨🇳 flag-cn 🇨🇳 us 🇺🇸 flag-us 🇺🇸 gb 🇬🇧 flag-gb 🇬🇧 earth_asia 🌏 globe_with_meridians 🌐 e-mail 📧 no_good 🙅
`;

const byName = new Map<string, string>();
const words = table.trim().split(/\s+/);
for (let index = 0; index + 1 < words.length; index += 2)
  byName.set(words[index] ?? '', words[index + 1] ?? '');

/** The character of a short name, e.g. `tada`. */
export function emojiOf(name: string): string | undefined {
  return byName.get(name.toLowerCase());
}

/** Text of a `plain_text` object: short names become characters unless `emoji` is false. */
export function withEmoji(text: { text: string; emoji?: boolean }): string {
  if (text.emoji === false) return text.text;
  return text.text.replace(/:([a-z0-9_+'-]+):/g, (whole, name: string) => emojiOf(name) ?? whole);
}
