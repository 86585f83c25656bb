/* Dictionaries: hosts, files and browsers. Ascending by length, then by the alphabet. */
#include "rt_words.h"

#define W(word)                \
    {                          \
        word, sizeof(word) - 1 \
    }
#define WORDS(list)                      \
    {                                    \
        list, sizeof list / sizeof *list \
    }

/* clang-format off */
static const struct rt_word domain[] = {
    W("example.com"), W("example.net"), W("example.org"), W("home.example.com"), W("home.example.net"),
    W("home.example.org"), W("mail.example.com"), W("mail.example.net"), W("mail.example.org"),
    W("post.example.com"), W("post.example.net"), W("post.example.org"), W("shop.example.com"),
    W("shop.example.net"), W("shop.example.org"), W("team.example.com"), W("team.example.net"),
    W("team.example.org"), W("work.example.com"), W("work.example.net"), W("work.example.org"),
};

static const struct rt_word host[] = {
    W("db"), W("ns"), W("api"), W("app"), W("cdn"), W("dev"), W("ftp"), W("git"), W("hub"), W("img"),
    W("lab"), W("pay"), W("pop"), W("sms"), W("sso"), W("vpn"), W("web"), W("www"), W("auth"), W("blog"),
    W("chat"), W("data"), W("docs"), W("edge"), W("gate"), W("help"), W("info"), W("logs"), W("mail"),
    W("maps"), W("news"), W("node"), W("shop"), W("smtp"), W("sync"), W("test"), W("time"), W("wiki"),
    W("cache"), W("cloud"), W("files"), W("forum"), W("lists"), W("login"), W("media"), W("proxy"),
    W("stage"), W("stats"), W("store"), W("vault"), W("video"), W("portal"), W("search"), W("static"),
};

static const struct rt_word mime_type[] = {
    W("text/css"), W("text/csv"), W("text/xml"), W("audio/ogg"), W("audio/wav"), W("font/woff"),
    W("image/gif"), W("image/png"), W("text/html"), W("video/mp4"), W("audio/mpeg"), W("font/woff2"),
    W("image/jpeg"), W("image/webp"), W("text/plain"), W("video/mpeg"), W("video/webm"), W("image/svg+xml"),
    W("text/markdown"), W("application/pdf"), W("application/rtf"), W("application/xml"),
    W("application/zip"), W("application/gzip"), W("application/json"),
};

static const struct rt_word extension[] = {
    W("gz"), W("js"), W("md"), W("py"), W("ts"), W("avi"), W("bmp"), W("css"), W("csv"), W("doc"), W("gif"),
    W("htm"), W("ico"), W("jpg"), W("log"), W("mov"), W("mp3"), W("mp4"), W("ods"), W("odt"), W("pdf"),
    W("png"), W("ppt"), W("rtf"), W("sql"), W("svg"), W("tar"), W("tsv"), W("txt"), W("wav"), W("xls"),
    W("xml"), W("zip"), W("docx"), W("html"), W("jpeg"), W("json"), W("tiff"), W("toml"), W("webm"),
    W("webp"), W("xlsx"), W("yaml"),
};

static const struct rt_word http_method[] = {
    W("GET"), W("PUT"), W("HEAD"), W("POST"), W("PATCH"), W("DELETE"), W("OPTIONS"),
};

static const struct rt_word browser[] = {
    W("Edge/120.0"), W("curl/8.5.0"), W("Opera/106.0"), W("Chrome/109.0"), W("Chrome/120.0"),
    W("Chrome/126.0"), W("Safari/605.1"), W("Safari/617.2"), W("Firefox/115.0"), W("Firefox/121.0"),
    W("Firefox/128.0"),
};

static const struct rt_word system[] = {
    W("Macintosh"), W("Android 13"), W("Android 14"), W("iPad OS 17"), W("iPhone OS 16"), W("iPhone OS 17"),
    W("Windows NT 10.0"), W("X11 Linux x86_64"),
};

static const struct rt_word folder[] = {
    W("etc"), W("lib"), W("src"), W("tmp"), W("var"), W("data"), W("docs"), W("home"), W("logs"), W("temp"),
    W("work"), W("cache"), W("files"), W("inbox"), W("media"), W("music"), W("notes"), W("scans"),
    W("users"), W("video"), W("assets"), W("backup"), W("config"), W("export"), W("images"), W("import"),
    W("outbox"), W("photos"), W("public"), W("shared"), W("static"), W("upload"), W("archive"),
    W("private"), W("reports"), W("projects"), W("downloads"), W("templates"),
};

/* clang-format on */
const struct rt_words rt_words_domain = WORDS(domain);
const struct rt_words rt_words_host = WORDS(host);
const struct rt_words rt_words_mime_type = WORDS(mime_type);
const struct rt_words rt_words_extension = WORDS(extension);
const struct rt_words rt_words_http_method = WORDS(http_method);
const struct rt_words rt_words_browser = WORDS(browser);
const struct rt_words rt_words_system = WORDS(system);
const struct rt_words rt_words_folder = WORDS(folder);
