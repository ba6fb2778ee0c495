"""The words that hold sentences together, by language: what a text is written in shows in them.

Collected by hand from grammars' closed classes (pronouns, auxiliaries, conjunctions, prepositions,
question words) and from what callers say in every call. Left out of a language are abbreviations
and those of its articles and prepositions that names are made with (de, la, von, van der, da).
Spellings without accents stand beside those with them, since people type and machines hear both.
"""

ENGLISH = """
a about after again all already also always am an and another any anyone anything are aren't as ask
at away back be because been before being but by bye call called calling can can't cannot could
couldn't did didn't do does doesn't doing don't done each either else even ever every everything
few fine first for from get gets getting give go goes going gone good got great had hadn't has
hasn't have haven't having he hello help her here hey hi him his hold how i i'd i'll i'm i've if in
into is isn't it it's its just keep know last let let's like look made make many may maybe me mean
might mine more most much must my myself need needs never new next no nobody none not nothing now
of off oh ok okay on once one only or other our out over own please pay put really right said same
say see send sent she should since so some somebody someone something sorry still such sure take
tell than thank thanks that that's the their them then there there's these they they're thing
things think this those though through time to today told tomorrow too try two uh um under until up
us use very wait want wants was wasn't way we we're we've well went were what what's when where
which while who whose why will with without won't work would wouldn't yeah yep yes yesterday yet
you you'd you'll you're you've your yours ain't gonna gotta wanna d ll m re s t ve don doesn didn
isn wasn won
"""

ROMAN_HINDI = """
aap aapka aapke aapki aapko aaya aayi ab abhi accha achha acha agar apna apne apni aur bahut bhai
bhi bilkul bola boliye chahiye dena diya do gaya gayi ha haan hai hain hi hoga hota hu hua hui hum
humein jaise jee ji jo ka kab kahan kaise kar karna karo karte kaun ke ki kiya ko koi kripya
kya kyon kyun kyunki le lekin liye magar main mein mera mere meri mujhe mujhko na nahi nahin ne par
paisa phir rahe rahi raha sab sakta sakte se sirf tak tha thi theek thik toh to tum usko wala wo
woh yaar yahan ye yeh
"""
"""Hindi and Urdu in Latin letters. Who speaks so mixes English in, and such calls are analysed as
English: these words speak against every other language."""

BY_LANGUAGE = {
    "es": """
que por para con en un una unos unas no se lo le les mi mis tu tus su sus me te nos es son está
esta están estan este esto ese eso esa estoy estaba era fue ser soy somos tengo tiene tienen tenía
hay había ha he han haber hacer hace hago hizo puede puedo puedes podría poder quiero quiere quería
pero porque cuando cuándo como cómo donde dónde qué cuál quién cuánto más mas muy ya también
tambien tampoco ahora hoy ayer mañana aquí aqui ahí nada algo todo todos todavía siempre nunca sí
bien bueno buenos buenas días dias tardes hola gracias favor usted ustedes yo él ella ellos
nosotros desde hasta sobre entre sin al o si ni otra otro vez veces mismo entonces pues vale adiós
dígame ayudarle señor señora
""",
    "fr": """
que qui quoi dont où est et sont était être suis es sommes êtes avez avons ai as ont avait avoir eu
fait faire fais peut peux pouvez pourrais voudrais veux voulez vais va allez je j tu il elle on
nous vous ils elles me moi te toi se lui leur leurs mon ma mes ton ta tes son sa ses notre nos
votre vos ce cet cette ces c ça cela ne n pas plus jamais rien personne toujours encore déjà un une
au aux en dans sur sous avec sans pour par chez entre depuis pendant avant après mais ou donc car
parce quand comment pourquoi combien quel quelle si très bien bon bonne bonjour bonsoir merci oui
non voilà alors aussi ici là tout tous toute toutes même autre fois jour hier demain maintenant qu
l d s m monsieur madame
""",
    "de": """
ich du er sie es wir ihr mich mir dich dir uns euch ihm ihn ihnen mein meine meinen meiner meinem
dein ihre ihren ihrer ihrem sein seine unser unsere kein keine keinen und oder aber doch sondern
denn weil dass wenn ob als wie wo wer wann warum wieso welche welcher welches nicht nichts nie noch
schon auch nur sehr mehr immer wieder jetzt heute morgen gestern hier dort da dann ist sind war
waren bin bist seid sei habe haben hat hatte hätte hätten wird werden wurde würde würden worden
kann können konnte könnte könnten muss müssen musste soll sollte will wollen wollte möchte möchten
darf ein eine einen einer einem eines dem des den im ins am zum zur mit bei nach aus für gegen ohne
über unter vor zwischen seit bis durch um dieser diese dieses diesen das ja nein danke bitte guten
tag hallo gut gern gerne mal etwas alles alle man einfach vielleicht leider natürlich genau also
fur uber konnen mochte ware herr frau
""",
    "pt": """
que não nao um uma uns umas em no na nos nas ao aos à às pelo pela por para pra com sem sobre até
ate entre desde mas ou porque quando como onde qual quem quanto se já ja também tambem mais muito
muita bem aqui ali lá agora hoje ontem amanhã ainda nunca sempre nada tudo todos algo eu ele ela
eles elas nós você voce vocês me te lhe meu minha meus minhas seu sua seus suas esse essa isso este
esta isto é são sao era foi ser sou estou está estão estava tem tenho têm tinha ter há havia fazer
faz fiz fez pode posso poderia quero queria quer vou vai vamos obrigado obrigada bom boa dia tarde
noite olá ola sim então entao senhor senhora mesmo outra outro vez vezes favor gente né tá
""",
    "it": """
che chi cui non un uno una gli dello della degli delle nel nella nei nelle sul sulla al alla ai
alle dal dalla con per tra fra su ma o anche se perché perche quando come dove quanto quale cosa
più piu molto bene qui qua lì ora adesso oggi ieri domani ancora già gia mai sempre niente tutto
tutti qualcosa io lui lei noi voi loro mi ti ci vi mio mia miei mie tuo tua suo sua nostro vostro
questo questa questi quello quella è sono era erano essere sei siamo ho hai ha abbiamo avete
hanno avere aveva fare fa faccio fatto può puo posso potrebbe vorrei voglio vuole devo deve grazie
prego buongiorno buonasera salve sì allora quindi però pero poi senza prima dopo volta giorno
signore signora c l dell nell all sull quest
""",
    "nl": """
ik jij je hij zij ze wij jullie mij hem haar ons onze mijn jouw zijn hun u uw niet niets geen nooit
altijd nog al ook maar of want omdat als dan wanneer waarom hoe wie welke waar wat dat dit deze die
een het en er hier daar nu vandaag morgen gisteren ben bent heb hebt heeft hebben had hadden word
wordt worden werd kan kunt kunnen kon moet moeten moest wil wilt willen wilde zou zouden zal zullen
mag mogen gaat gaan doen doet met bij naar voor tegen zonder over onder tussen sinds door uit aan
op om tot goed goede goedemorgen goedemiddag dag bedankt dank graag alstublieft ja nee even wel
heel erg meer veel weer alles iets iemand mevrouw meneer
""",
    "pl": """
nie się sie że ze jest są sa był była było być byc jestem mam ma mamy masz miał mieć mogę moge może
moze można chcę chce chciałbym chciałabym proszę prosze dziękuję dziekuje dzień dzien dobry tak ale
albo lub bo ponieważ gdy kiedy jak gdzie kto co czy który która które dlaczego ile już juz jeszcze
też tez także tylko bardzo więcej teraz dzisiaj dziś wczoraj jutro tutaj tam nic coś wszystko
zawsze nigdy ja ty on ona my wy oni mnie mi mój moja moje moją twój jego jej nas nam was wam pan
pani pana panu ten ta tego tej tym te na w z do od po przez przy dla bez nad pod przed oraz i o u
""",
    "tr": """
bir bu şu o ben sen biz siz onlar bana beni benim sana seni senin bize bizim size sizin onu onun ve
ile ama fakat veya ya da de ki çünkü cunku için icin gibi kadar daha çok cok en değil degil yok var
mı mi mu mü ne neden niye nasıl nasil nerede kim hangi zaman şimdi simdi bugün bugun dün yarın
burada orada her hiç hic hep sonra önce once evet hayır hayir tamam lütfen lutfen teşekkür
teşekkürler tesekkur ederim merhaba iyi günler olarak olan oldu olur olmuş ediyorum istiyorum aldım
geldi hanım bey efendim yardımcı bile sadece artık henüz
""",
    "id": """
yang dan di ke dari untuk dengan pada ini itu tidak tak bukan belum sudah telah akan bisa dapat
harus mau ingin ada adalah saya aku kamu anda dia kami kita mereka nya apa siapa kapan dimana mana
kenapa mengapa bagaimana berapa karena tetapi tapi atau jika kalau seperti juga lagi saja hanya
sangat sekali lebih banyak semua sekarang hari kemarin besok sini sana terima kasih tolong selamat
pagi siang malam baik ya bapak ibu pak bu oleh agar supaya masih pernah jadi
""",
    "vi": """
là có không của và cho được tôi anh chị em bạn ông bà này đó kia ở trong với từ đến để khi nếu thì
mà nhưng hoặc vì sao gì ai đâu nào bao nhiêu như rất cũng đã đang sẽ vẫn còn chưa rồi nữa lại ra
vào lên xuống những các một hai phải muốn cần làm biết nói thấy cảm ơn xin chào dạ vâng ạ hôm nay
ngày mai giờ đi về
""",
    "ru": """
и в на не что как я вы мы он она они мне вас вам нас нам его её ее их это этот эта эти то так но
или потому если когда где кто почему сколько уже ещё еще тоже только очень сейчас сегодня вчера
завтра здесь там нет да есть был была было были быть будет могу можно можете хочу у с к по за из от
до для без под при о об мой моя моё мои ваш ваша же бы ли спасибо пожалуйста здравствуйте
""",
    "uk": """
і й та в у на не що як я ви ми він вона вони мені вас вам нас нам його її їх це цей ця ці то так
але або тому якщо коли де хто чому скільки вже ще теж також тільки дуже зараз сьогодні вчора завтра
тут там ні є був була було були бути буде можу можна можете хочу з до для без під при про мій моя
моє мої ваш ваша ж би чи дякую будь ласка добрий день
""",
    "ar": """
في من على إلى الى عن مع أن ان إن لا ما لم لن هل هذا هذه ذلك التي الذي هو هي أنا انا نحن أنت انت كان
كانت يكون قد كل بعض بعد قبل عند عندي لي لك له لها لدي و أو او ثم لكن حتى كيف متى أين اين لماذا كم
نعم شكرا شكراً فضلك مرحبا السلام عليكم اليوم أمس غدا الآن الان غير جدا أريد اريد يمكن
""",
    "fa": """
در از به با که را این آن است نیست بود هست شد شده می من تو او ما شما آنها برای تا یا اما اگر چون چه
چرا کجا کی چند هم نه بله خیلی امروز دیروز فردا الان همه هیچ دارم دارد کنم کنید خواهم سلام ممنون
لطفا
""",
    "ur": """
میں سے کو کا کی کے ہے ہیں تھا تھی اور نہیں یہ وہ آپ ہم مجھے میرا میری نے پر کیا کیوں کب کہاں کیسے
تو بھی ہی جو اگر لیکن لیے بہت اب ابھی جی شکریہ ہو رہا رہی گا گی
""",
    "hi": """
है हैं था थी थे का की के को में से पर और नहीं यह ये वह वो आप हम मैं मुझे मेरा मेरी मेरे आपका आपकी
ने क्या क्यों कब कहाँ कहां कैसे कौन तो भी ही जो अगर लेकिन लिए बहुत अब अभी जी हाँ हां धन्यवाद कृपया
हो रहा रही गा गी कर करना किया एक तक साथ
""",
    "mr": """
आहे आहेत नाही आणि मी तू तो ती ते आम्ही तुम्ही माझा माझी माझे मला तुमचा तुमची हे हा ही होते होता काय
का कधी कुठे कसे कोण पण तर जर आता खूप साठी करा झाले झाला होय धन्यवाद
""",
}
"""By tag. Those of one script are told from one another by them."""
