/*
 * The words of running text: 512 distinct ones, ascending by length, then by the alphabet. For the files that
 * make lists of them, each in a form of its own, and for rt_prose_counted.c, which copies them one by one.
 */
#ifndef RT_PROSE_WORDS_H
#define RT_PROSE_WORDS_H

#include <stdint.h>

#define RT_PROSE_WORD_BITS 9
#define RT_PROSE_WORDS     (1 << RT_PROSE_WORD_BITS)

/* A word with a space after it, copied in one move. */
struct rt_prose_word {
    char text[15];
    uint8_t size; /* bytes with the space */
};

/* The words of RT_PROSE_LIST. */
extern const struct rt_prose_word rt_prose_dictionary[RT_PROSE_WORDS];

/* clang-format off */
#define RT_PROSE_LIST(W) \
    W("a") W("an") W("as") W("at") W("be") W("by") W("do") W("go") W("he") W("if") W("in") W("is") W("it") \
    W("me") W("my") W("no") W("of") W("on") W("or") W("so") W("to") W("up") W("us") W("we") W("act") \
    W("add") W("age") W("ago") W("air") W("all") W("and") W("any") W("are") W("arm") W("art") W("ask") \
    W("bag") W("bed") W("big") W("box") W("boy") W("bus") W("but") W("can") W("car") W("cat") W("cup") \
    W("cut") W("day") W("did") W("dog") W("eat") W("end") W("eye") W("far") W("few") W("for") W("get") \
    W("had") W("has") W("her") W("him") W("his") W("hot") W("how") W("its") W("let") W("low") W("man") \
    W("map") W("may") W("men") W("new") W("not") W("now") W("off") W("old") W("one") W("our") W("out") \
    W("own") W("put") W("ran") W("red") W("run") W("saw") W("say") W("sea") W("see") W("set") W("she") \
    W("sit") W("six") W("sun") W("ten") W("the") W("too") W("top") W("try") W("two") W("use") W("war") \
    W("was") W("way") W("who") W("why") W("yes") W("yet") W("you") W("able") W("also") W("area") W("army") \
    W("away") W("back") W("band") W("bank") W("base") W("bear") W("been") W("bell") W("best") W("bird") \
    W("blue") W("boat") W("body") W("bone") W("book") W("born") W("both") W("burn") W("call") W("came") \
    W("card") W("care") W("city") W("cold") W("come") W("dark") W("does") W("door") W("down") W("draw") \
    W("east") W("easy") W("even") W("ever") W("face") W("fact") W("fall") W("farm") W("fast") W("feel") \
    W("find") W("fine") W("fire") W("fish") W("five") W("food") W("foot") W("form") W("four") W("free") \
    W("from") W("full") W("game") W("gave") W("girl") W("give") W("gold") W("good") W("grow") W("half") \
    W("hand") W("hard") W("have") W("head") W("hear") W("heat") W("help") W("here") W("high") W("hold") \
    W("home") W("hour") W("idea") W("inch") W("into") W("just") W("keep") W("kind") W("king") W("knew") \
    W("know") W("land") W("last") W("late") W("lead") W("left") W("less") W("life") W("like") W("line") \
    W("list") W("live") W("long") W("look") W("made") W("main") W("make") W("many") W("mark") W("mean") \
    W("mile") W("mind") W("moon") W("more") W("most") W("move") W("much") W("must") W("name") W("near") \
    W("need") W("next") W("note") W("once") W("only") W("open") W("over") W("page") W("part") W("pass") \
    W("plan") W("play") W("port") W("pull") W("rain") W("read") W("real") W("rest") W("road") W("rock") \
    W("room") W("rule") W("said") W("same") W("seem") W("self") W("ship") W("show") W("side") W("sing") \
    W("size") W("slow") W("snow") W("some") W("song") W("soon") W("star") W("stay") W("step") W("stop") \
    W("such") W("sure") W("take") W("talk") W("tell") W("than") W("that") W("them") W("then") W("they") \
    W("this") W("time") W("told") W("took") W("town") W("tree") W("true") W("turn") W("type") W("unit") \
    W("very") W("wait") W("walk") W("want") W("warm") W("week") W("well") W("went") W("were") W("west") \
    W("what") W("when") W("will") W("wind") W("wish") W("with") W("wood") W("word") W("work") W("year") \
    W("your") W("about") W("above") W("after") W("again") W("along") W("among") W("began") W("being") \
    W("below") W("bring") W("carry") W("cause") W("chair") W("check") W("child") W("class") W("clean") \
    W("clear") W("close") W("coast") W("could") W("count") W("cover") W("cross") W("crowd") W("dance") \
    W("death") W("dress") W("drink") W("drive") W("early") W("earth") W("eight") W("equal") W("event") \
    W("every") W("exact") W("field") W("first") W("force") W("found") W("front") W("great") W("green") \
    W("group") W("happy") W("heart") W("heavy") W("horse") W("house") W("human") W("large") W("laugh") \
    W("learn") W("leave") W("light") W("might") W("money") W("month") W("music") W("never") W("night") \
    W("north") W("ocean") W("often") W("order") W("other") W("paper") W("piece") W("place") W("plain") \
    W("plant") W("point") W("power") W("press") W("quick") W("quiet") W("reach") W("ready") W("right") \
    W("river") W("round") W("scale") W("score") W("sense") W("serve") W("seven") W("shall") W("shape") \
    W("sharp") W("shore") W("short") W("since") W("skill") W("sleep") W("small") W("smile") W("solve") \
    W("sound") W("south") W("space") W("speak") W("spell") W("stand") W("start") W("state") W("still") \
    W("stone") W("stood") W("store") W("story") W("study") W("sugar") W("table") W("teach") W("their") \
    W("there") W("these") W("thing") W("think") W("third") W("those") W("three") W("today") W("total") \
    W("touch") W("under") W("until") W("usual") W("voice") W("vowel") W("watch") W("water") W("wheel") \
    W("where") W("which") W("while") W("white") W("whole") W("world") W("would") W("write") W("young") \
    W("across") W("almost") W("always") W("around") W("become") W("before") W("change") W("course") \
    W("enough") W("family") W("father") W("follow") W("friend") W("ground") W("island") W("letter") \
    W("listen") W("little") W("minute") W("mother") W("notice") W("number") W("object") W("people") \
    W("person") W("school") W("second") W("should") W("simple") W("spring") W("street") W("strong") \
    W("though") W("toward") W("travel") W("winter") W("yellow") W("against") W("already") W("another") \
    W("because") W("between") W("country") W("example") W("hundred") W("measure") W("morning") \
    W("nothing") W("perhaps") W("picture") W("problem") W("produce") W("several") W("special") \
    W("surface") W("thought") W("through") W("without") W("although") W("mountain") W("question") \
    W("sentence") W("thousand") W("together") W("different")
/* clang-format on */

#endif
