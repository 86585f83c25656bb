/* Dictionaries: common English words and colours. Ascending by length, then by the alphabet. */
#include "rt_words.h"

#include "rt_prose_words.h"

#define W(word)                \
    {                          \
        word, sizeof(word) - 1 \
    }
#define WORDS(list)                      \
    {                                    \
        list, sizeof list / sizeof *list \
    }

/* clang-format off */
static const struct rt_word colour[] = {
    W("Red"), W("Tan"), W("Aqua"), W("Blue"), W("Cyan"), W("Gold"), W("Gray"), W("Jade"), W("Lime"),
    W("Mint"), W("Navy"), W("Pink"), W("Plum"), W("Rose"), W("Ruby"), W("Rust"), W("Sand"), W("Teal"),
    W("Amber"), W("Azure"), W("Beige"), W("Black"), W("Brown"), W("Coral"), W("Cream"), W("Green"),
    W("Ivory"), W("Khaki"), W("Lemon"), W("Lilac"), W("Mauve"), W("Ochre"), W("Olive"), W("Peach"),
    W("Slate"), W("White"), W("Bronze"), W("Cherry"), W("Copper"), W("Indigo"), W("Maroon"), W("Orange"),
    W("Purple"), W("Salmon"), W("Silver"), W("Violet"), W("Yellow"), W("Crimson"), W("Magenta"),
    W("Scarlet"), W("Lavender"), W("Turquoise"),
};

static const struct rt_word adjective[] = {
    W("dry"), W("low"), W("new"), W("old"), W("red"), W("able"), W("bold"), W("busy"), W("calm"), W("cold"),
    W("cool"), W("dark"), W("deep"), W("easy"), W("fair"), W("fast"), W("fine"), W("firm"), W("flat"),
    W("free"), W("full"), W("good"), W("hard"), W("high"), W("huge"), W("keen"), W("kind"), W("late"),
    W("lean"), W("long"), W("loud"), W("main"), W("mild"), W("neat"), W("nice"), W("open"), W("pale"),
    W("pure"), W("rare"), W("real"), W("rich"), W("safe"), W("slim"), W("slow"), W("soft"), W("tall"),
    W("thin"), W("tidy"), W("tiny"), W("true"), W("vast"), W("warm"), W("wide"), W("wild"), W("wise"),
    W("brave"), W("brief"), W("broad"), W("cheap"), W("clean"), W("clear"), W("close"), W("crisp"),
    W("daily"), W("dense"), W("eager"), W("early"), W("empty"), W("equal"), W("exact"), W("final"),
    W("first"), W("fresh"), W("grand"), W("great"), W("green"), W("handy"), W("happy"), W("heavy"),
    W("ideal"), W("inner"), W("large"), W("light"), W("local"), W("lucky"), W("major"), W("noble"),
    W("outer"), W("plain"), W("prime"), W("proud"), W("quick"), W("quiet"), W("rapid"), W("ready"),
    W("round"), W("royal"), W("sharp"), W("short"), W("small"), W("smart"), W("solid"), W("spare"),
    W("still"), W("sunny"), W("super"), W("sweet"), W("swift"), W("thick"), W("total"), W("tough"),
    W("upper"), W("urban"), W("vital"), W("young"), W("active"), W("bright"), W("clever"), W("common"),
    W("direct"), W("double"), W("famous"), W("formal"), W("gentle"), W("global"), W("golden"), W("hidden"),
    W("honest"), W("little"), W("modern"), W("narrow"), W("normal"), W("polite"), W("pretty"), W("public"),
    W("random"), W("recent"), W("second"), W("secret"), W("senior"), W("silent"), W("simple"), W("single"),
    W("smooth"), W("stable"), W("steady"), W("strong"), W("sudden"), W("tender"), W("unique"), W("useful"),
    W("ancient"), W("careful"), W("central"), W("certain"), W("compact"), W("curious"), W("elegant"),
    W("patient"), W("perfect"), W("popular"), W("precise"), W("primary"), W("private"), W("regular"),
    W("special"), W("complete"),
};

static const struct rt_word noun[] = {
    W("bell"), W("boat"), W("bolt"), W("book"), W("door"), W("fork"), W("gate"), W("lamp"), W("lion"),
    W("yard"), W("angle"), W("apple"), W("arrow"), W("badge"), W("bench"), W("board"), W("brush"),
    W("cabin"), W("cable"), W("chain"), W("chair"), W("chart"), W("clock"), W("cloud"), W("coast"),
    W("cover"), W("craft"), W("dream"), W("fence"), W("field"), W("flame"), W("frame"), W("glass"),
    W("globe"), W("glove"), W("grain"), W("guide"), W("hotel"), W("house"), W("index"), W("lemon"),
    W("level"), W("light"), W("limit"), W("maple"), W("metal"), W("model"), W("motor"), W("ocean"),
    W("orbit"), W("order"), W("paint"), W("panel"), W("paper"), W("phone"), W("pilot"), W("plate"),
    W("point"), W("prism"), W("radio"), W("river"), W("shelf"), W("spoon"), W("stage"), W("storm"),
    W("story"), W("table"), W("tower"), W("track"), W("train"), W("wagon"), W("water"), W("wheel"),
    W("anchor"), W("answer"), W("banner"), W("basket"), W("beacon"), W("border"), W("bottle"), W("branch"),
    W("bridge"), W("bucket"), W("budget"), W("bundle"), W("button"), W("camera"), W("candle"), W("canvas"),
    W("carpet"), W("castle"), W("circle"), W("coffee"), W("column"), W("copper"), W("corner"), W("cradle"),
    W("desert"), W("design"), W("detail"), W("device"), W("dinner"), W("doctor"), W("dragon"), W("drawer"),
    W("engine"), W("estate"), W("fabric"), W("factor"), W("figure"), W("filter"), W("finger"), W("flower"),
    W("folder"), W("forest"), W("garden"), W("guitar"), W("hammer"), W("harbor"), W("helmet"), W("island"),
    W("jacket"), W("kettle"), W("ladder"), W("letter"), W("locker"), W("magnet"), W("marble"), W("margin"),
    W("market"), W("meadow"), W("memory"), W("mirror"), W("moment"), W("museum"), W("needle"), W("number"),
    W("object"), W("office"), W("orange"), W("packet"), W("palace"), W("parcel"), W("pencil"), W("pepper"),
    W("pillow"), W("planet"), W("pocket"), W("portal"), W("poster"), W("powder"), W("puzzle"), W("rabbit"),
    W("record"), W("report"), W("ribbon"), W("rocket"), W("saddle"), W("sample"), W("school"), W("screen"),
    W("season"), W("shadow"), W("shield"), W("signal"), W("silver"), W("sketch"), W("socket"), W("spirit"),
    W("spring"), W("square"), W("stream"), W("street"), W("summer"), W("switch"), W("symbol"), W("system"),
    W("target"), W("temple"), W("ticket"), W("timber"), W("travel"), W("tunnel"), W("valley"), W("vector"),
    W("vessel"), W("violin"), W("vision"), W("wallet"), W("willow"), W("window"), W("winter"), W("wonder"),
    W("account"), W("balance"), W("battery"), W("chapter"), W("compass"), W("cottage"), W("counter"),
    W("crystal"), W("current"), W("curtain"), W("diamond"), W("display"), W("feather"), W("harvest"),
    W("history"), W("journal"), W("journey"), W("kitchen"), W("lantern"), W("library"), W("machine"),
    W("monitor"), W("morning"), W("network"), W("orchard"), W("pattern"), W("picture"), W("printer"),
    W("profile"), W("section"), W("station"), W("surface"), W("village"), W("mountain"), W("notebook"),
};

static const struct rt_word verb[] = {
    W("go"), W("add"), W("ask"), W("buy"), W("cut"), W("fit"), W("fix"), W("get"), W("let"), W("own"),
    W("pay"), W("put"), W("run"), W("say"), W("see"), W("set"), W("sit"), W("try"), W("use"), W("win"),
    W("call"), W("come"), W("cook"), W("copy"), W("draw"), W("earn"), W("face"), W("fall"), W("feel"),
    W("fill"), W("find"), W("fold"), W("form"), W("give"), W("grow"), W("hear"), W("help"), W("hold"),
    W("hope"), W("join"), W("jump"), W("keep"), W("know"), W("lead"), W("lend"), W("lift"), W("live"),
    W("look"), W("make"), W("mark"), W("mean"), W("meet"), W("move"), W("name"), W("need"), W("note"),
    W("open"), W("pass"), W("pick"), W("plan"), W("play"), W("pull"), W("push"), W("read"), W("rest"),
    W("ride"), W("ring"), W("rise"), W("save"), W("sell"), W("send"), W("show"), W("sing"), W("stay"),
    W("stop"), W("take"), W("talk"), W("tell"), W("test"), W("turn"), W("wait"), W("wake"), W("walk"),
    W("want"), W("warm"), W("wash"), W("wear"), W("wish"), W("work"), W("apply"), W("begin"), W("break"),
    W("bring"), W("build"), W("carry"), W("catch"), W("check"), W("clean"), W("climb"), W("close"),
    W("count"), W("cover"), W("cross"), W("drive"), W("enjoy"), W("enter"), W("float"), W("guess"),
    W("laugh"), W("learn"), W("leave"), W("match"), W("offer"), W("order"), W("paint"), W("place"),
    W("point"), W("print"), W("prove"), W("raise"), W("reach"), W("reply"), W("serve"), W("shape"),
    W("share"), W("shine"), W("sleep"), W("solve"), W("speak"), W("spend"), W("stand"), W("start"),
    W("store"), W("study"), W("taste"), W("teach"), W("think"), W("throw"), W("touch"), W("track"),
    W("train"), W("treat"), W("trust"), W("visit"), W("watch"), W("write"), W("accept"), W("adjust"),
    W("answer"), W("appear"), W("arrive"), W("become"), W("belong"), W("borrow"), W("change"), W("choose"),
    W("create"), W("decide"), W("design"), W("divide"), W("expect"), W("finish"), W("follow"), W("forget"),
    W("gather"), W("handle"), W("happen"), W("inform"), W("invite"), W("launch"), W("listen"), W("manage"),
    W("notice"), W("prefer"), W("record"), W("reduce"), W("remain"), W("remove"), W("repair"), W("repeat"),
    W("report"), W("return"), W("search"), W("settle"), W("supply"), W("travel"), W("wonder"), W("arrange"),
    W("balance"), W("believe"), W("collect"), W("compare"), W("connect"), W("contain"), W("deliver"),
    W("develop"), W("explain"), W("explore"), W("imagine"), W("improve"), W("include"), W("measure"),
    W("prepare"), W("present"), W("produce"), W("promise"), W("protect"), W("provide"), W("receive"),
    W("suggest"), W("support"), W("consider"), W("continue"), W("describe"), W("discover"), W("exchange"),
    W("remember"),
};

static const struct rt_word adverb[] = {
    W("now"), W("away"), W("even"), W("ever"), W("just"), W("once"), W("only"), W("soon"), W("then"),
    W("very"), W("well"), W("again"), W("ahead"), W("alone"), W("apart"), W("early"), W("first"),
    W("fully"), W("later"), W("maybe"), W("never"), W("newly"), W("often"), W("quite"), W("still"),
    W("there"), W("today"), W("truly"), W("twice"), W("almost"), W("always"), W("barely"), W("boldly"),
    W("calmly"), W("deeply"), W("easily"), W("enough"), W("evenly"), W("fairly"), W("firmly"), W("freely"),
    W("gently"), W("gladly"), W("hardly"), W("highly"), W("kindly"), W("lately"), W("mainly"), W("merely"),
    W("mostly"), W("nearly"), W("neatly"), W("openly"), W("partly"), W("rarely"), W("rather"), W("really"),
    W("safely"), W("seldom"), W("simply"), W("slowly"), W("softly"), W("solely"), W("surely"), W("warmly"),
    W("widely"), W("wisely"), W("already"), W("briefly"), W("clearly"), W("closely"), W("exactly"),
    W("finally"), W("greatly"), W("happily"), W("instead"), W("largely"), W("lightly"), W("perhaps"),
    W("plainly"), W("quickly"), W("quietly"), W("readily"), W("sharply"), W("shortly"), W("swiftly"),
    W("usually"), W("directly"), W("politely"), W("silently"), W("smoothly"), W("steadily"), W("strongly"),
    W("suddenly"), W("together"), W("carefully"),
};

/* clang-format on */
#define LISTED(word) W(word),

static const struct rt_word prose[] = {RT_PROSE_LIST(LISTED)};

const struct rt_words rt_words_colour = WORDS(colour);
const struct rt_words rt_words_adjective = WORDS(adjective);
const struct rt_words rt_words_noun = WORDS(noun);
const struct rt_words rt_words_verb = WORDS(verb);
const struct rt_words rt_words_adverb = WORDS(adverb);
const struct rt_words rt_words_prose = WORDS(prose);
