/* Dictionaries: places, languages, currencies. Ascending by length, then by the alphabet. */
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
static const struct rt_word city[] = {
    W("Bern"), W("Brno"), W("Cork"), W("Graz"), W("Kiel"), W("Kobe"), W("Lima"), W("Lyon"), W("Nice"),
    W("Oslo"), W("Riga"), W("Rome"), W("York"), W("Basel"), W("Cairo"), W("Delhi"), W("Dhaka"), W("Dubai"),
    W("Genoa"), W("Ghent"), W("Hague"), W("Hanoi"), W("Izmir"), W("Kyoto"), W("Lagos"), W("Leeds"),
    W("Lille"), W("Miami"), W("Milan"), W("Osaka"), W("Paris"), W("Perth"), W("Porto"), W("Quito"),
    W("Seoul"), W("Sofia"), W("Split"), W("Tampa"), W("Tokyo"), W("Tunis"), W("Turin"), W("Turku"),
    W("Ankara"), W("Athens"), W("Austin"), W("Beirut"), W("Bergen"), W("Berlin"), W("Bilbao"), W("Boston"),
    W("Bremen"), W("Dallas"), W("Denver"), W("Dublin"), W("Dundee"), W("Durban"), W("Geneva"), W("Havana"),
    W("Hobart"), W("Krakow"), W("Lahore"), W("Leuven"), W("Lisbon"), W("London"), W("Madrid"), W("Malaga"),
    W("Manila"), W("Mumbai"), W("Munich"), W("Nagoya"), W("Nantes"), W("Naples"), W("Odense"), W("Ottawa"),
    W("Oxford"), W("Prague"), W("Quebec"), W("Sydney"), W("Taipei"), W("Tirana"), W("Tucson"), W("Venice"),
    W("Verona"), W("Vienna"), W("Warsaw"), W("Zagreb"), W("Zurich"), W("Antwerp"), W("Atlanta"),
    W("Bangkok"), W("Belfast"), W("Bologna"), W("Bristol"), W("Calgary"), W("Caracas"), W("Cardiff"),
    W("Chennai"), W("Chicago"), W("Cologne"), W("Detroit"), W("Dresden"), W("Glasgow"), W("Granada"),
    W("Hamburg"), W("Hanover"), W("Houston"), W("Jakarta"), W("Karachi"), W("Leipzig"), W("Lucerne"),
    W("Memphis"), W("Nairobi"), W("Orlando"), W("Palermo"), W("Phoenix"), W("Sapporo"), W("Seattle"),
    W("Seville"), W("Tallinn"), W("Tampere"), W("Tbilisi"), W("Toronto"), W("Trieste"), W("Uppsala"),
    W("Utrecht"), W("Vilnius"), W("Auckland"), W("Belgrade"), W("Bordeaux"), W("Brisbane"), W("Brussels"),
    W("Budapest"), W("Canberra"), W("Columbus"), W("Florence"), W("Grenoble"), W("Hamilton"), W("Helsinki"),
    W("Istanbul"), W("Kingston"), W("Lausanne"), W("Montreal"), W("New York"), W("Portland"), W("Pretoria"),
    W("Salzburg"), W("San Jose"), W("Santiago"), W("Shanghai"), W("Toulouse"), W("Valencia"), W("Winnipeg"),
    W("Yokohama"), W("Zaragoza"), W("Amsterdam"), W("Baltimore"), W("Barcelona"), W("Bucharest"),
    W("Cape Town"), W("Cleveland"), W("Edinburgh"), W("Eindhoven"), W("Frankfurt"), W("Hong Kong"),
    W("Hyderabad"), W("Innsbruck"), W("Jerusalem"), W("Leicester"), W("Liverpool"), W("Ljubljana"),
    W("Marseille"), W("Melbourne"), W("Nashville"), W("Newcastle"), W("Nuremberg"), W("Reykjavik"),
    W("Rotterdam"), W("Salamanca"), W("San Diego"), W("Sheffield"), W("Singapore"), W("Stockholm"),
    W("Stuttgart"), W("Vancouver"), W("Birmingham"), W("Bratislava"), W("Casablanca"), W("Cincinnati"),
    W("Copenhagen"), W("Gothenburg"), W("Luxembourg"), W("Manchester"), W("Montevideo"), W("Nottingham"),
    W("Pittsburgh"), W("Sacramento"), W("Strasbourg"), W("Washington"), W("Wellington"), W("Winterthur"),
    W("Los Angeles"), W("Mexico City"), W("Minneapolis"), W("New Orleans"), W("Southampton"),
    W("Buenos Aires"), W("Christchurch"), W("Johannesburg"), W("Philadelphia"), W("San Francisco"),
};

static const struct rt_word region[] = {
    W("Iowa"), W("Kent"), W("Ohio"), W("Utah"), W("Devon"), W("Hesse"), W("Idaho"), W("Maine"), W("Otago"),
    W("Texas"), W("Tyrol"), W("Alaska"), W("Aragon"), W("Hawaii"), W("Kansas"), W("Murcia"), W("Nevada"),
    W("Oregon"), W("Quebec"), W("Saxony"), W("Sicily"), W("Styria"), W("Surrey"), W("Ticino"), W("Ulster"),
    W("Umbria"), W("Valais"), W("Veneto"), W("Alabama"), W("Alberta"), W("Arizona"), W("Bavaria"),
    W("Florida"), W("Galicia"), W("Georgia"), W("Indiana"), W("Montana"), W("Navarre"), W("Ontario"),
    W("Tuscany"), W("Vermont"), W("Wyoming"), W("Zeeland"), W("Arkansas"), W("Brittany"), W("Burgundy"),
    W("Colorado"), W("Cornwall"), W("Delaware"), W("Flanders"), W("Illinois"), W("Kentucky"), W("Lombardy"),
    W("Lorraine"), W("Manitoba"), W("Maryland"), W("Michigan"), W("Missouri"), W("Nebraska"), W("New York"),
    W("Normandy"), W("Oklahoma"), W("Piedmont"), W("Provence"), W("Tasmania"), W("Victoria"), W("Virginia"),
    W("Wallonia"), W("Andalusia"), W("Catalonia"), W("Louisiana"), W("Minnesota"), W("Northland"),
    W("Tennessee"), W("Thuringia"), W("Wisconsin"), W("Yorkshire"), W("California"), W("New Jersey"),
    W("New Mexico"), W("Queensland"), W("Washington"), W("Connecticut"), W("Mississippi"), W("Nova Scotia"),
    W("North Dakota"), W("Pennsylvania"), W("Rhode Island"), W("Saskatchewan"), W("South Dakota"),
    W("Massachusetts"), W("New Hampshire"), W("North Carolina"), W("South Carolina"), W("New South Wales"),
    W("British Columbia"),
};

static const struct rt_word country[] = {
    W("Chad"), W("Cuba"), W("Fiji"), W("Iraq"), W("Laos"), W("Mali"), W("Oman"), W("Peru"), W("Togo"),
    W("Benin"), W("Chile"), W("China"), W("Egypt"), W("Gabon"), W("Ghana"), W("Haiti"), W("India"),
    W("Italy"), W("Japan"), W("Kenya"), W("Malta"), W("Nepal"), W("Niger"), W("Qatar"), W("Samoa"),
    W("Spain"), W("Tonga"), W("Angola"), W("Belize"), W("Bhutan"), W("Brazil"), W("Canada"), W("Cyprus"),
    W("France"), W("Gambia"), W("Greece"), W("Guinea"), W("Guyana"), W("Israel"), W("Jordan"), W("Kuwait"),
    W("Latvia"), W("Malawi"), W("Mexico"), W("Monaco"), W("Norway"), W("Panama"), W("Poland"), W("Rwanda"),
    W("Serbia"), W("Sweden"), W("Turkey"), W("Uganda"), W("Zambia"), W("Albania"), W("Algeria"),
    W("Andorra"), W("Armenia"), W("Austria"), W("Bahamas"), W("Bahrain"), W("Belgium"), W("Bolivia"),
    W("Croatia"), W("Czechia"), W("Denmark"), W("Ecuador"), W("Estonia"), W("Finland"), W("Georgia"),
    W("Germany"), W("Hungary"), W("Iceland"), W("Ireland"), W("Jamaica"), W("Lebanon"), W("Lesotho"),
    W("Liberia"), W("Moldova"), W("Morocco"), W("Namibia"), W("Nigeria"), W("Romania"), W("Senegal"),
    W("Tunisia"), W("Ukraine"), W("Uruguay"), W("Vanuatu"), W("Vietnam"), W("Barbados"), W("Botswana"),
    W("Bulgaria"), W("Cambodia"), W("Cameroon"), W("Colombia"), W("Ethiopia"), W("Honduras"), W("Malaysia"),
    W("Mongolia"), W("Pakistan"), W("Paraguay"), W("Portugal"), W("Slovakia"), W("Slovenia"), W("Suriname"),
    W("Tanzania"), W("Thailand"), W("Zimbabwe"), W("Argentina"), W("Australia"), W("Guatemala"),
    W("Indonesia"), W("Lithuania"), W("Mauritius"), W("Nicaragua"), W("Singapore"), W("Sri Lanka"),
    W("Azerbaijan"), W("Bangladesh"), W("Costa Rica"), W("Kazakhstan"), W("Luxembourg"), W("Madagascar"),
    W("Montenegro"), W("Mozambique"), W("San Marino"), W("Seychelles"), W("Uzbekistan"), W("El Salvador"),
    W("Netherlands"), W("New Zealand"), W("Philippines"), W("South Korea"), W("Switzerland"),
    W("Saudi Arabia"), W("South Africa"), W("Liechtenstein"), W("United States"), W("United Kingdom"),
    W("Dominican Republic"), W("Trinidad and Tobago"), W("United Arab Emirates"),
};

static const struct rt_word country_code[] = {
    W("AD"), W("AE"), W("AL"), W("AM"), W("AO"), W("AR"), W("AT"), W("AU"), W("AZ"), W("BB"), W("BD"),
    W("BE"), W("BG"), W("BH"), W("BJ"), W("BO"), W("BR"), W("BS"), W("BT"), W("BW"), W("BZ"), W("CA"),
    W("CH"), W("CL"), W("CM"), W("CN"), W("CO"), W("CR"), W("CU"), W("CY"), W("CZ"), W("DE"), W("DK"),
    W("DO"), W("DZ"), W("EC"), W("EE"), W("EG"), W("ES"), W("ET"), W("FI"), W("FJ"), W("FR"), W("GA"),
    W("GB"), W("GE"), W("GH"), W("GM"), W("GN"), W("GR"), W("GT"), W("GY"), W("HN"), W("HR"), W("HT"),
    W("HU"), W("ID"), W("IE"), W("IL"), W("IN"), W("IQ"), W("IS"), W("IT"), W("JM"), W("JO"), W("JP"),
    W("KE"), W("KH"), W("KR"), W("KW"), W("KZ"), W("LA"), W("LB"), W("LI"), W("LK"), W("LR"), W("LS"),
    W("LT"), W("LU"), W("LV"), W("MA"), W("MC"), W("MD"), W("ME"), W("MG"), W("ML"), W("MN"), W("MT"),
    W("MU"), W("MW"), W("MX"), W("MY"), W("MZ"), W("NA"), W("NE"), W("NG"), W("NI"), W("NL"), W("NO"),
    W("NP"), W("NZ"), W("OM"), W("PA"), W("PE"), W("PH"), W("PK"), W("PL"), W("PT"), W("PY"), W("QA"),
    W("RO"), W("RS"), W("RW"), W("SA"), W("SC"), W("SE"), W("SG"), W("SI"), W("SK"), W("SM"), W("SN"),
    W("SR"), W("SV"), W("TD"), W("TG"), W("TH"), W("TN"), W("TO"), W("TR"), W("TT"), W("TZ"), W("UA"),
    W("UG"), W("US"), W("UY"), W("UZ"), W("VN"), W("VU"), W("WS"), W("ZA"), W("ZM"), W("ZW"),
};

static const struct rt_word country_code3[] = {
    W("AGO"), W("ALB"), W("AND"), W("ARE"), W("ARG"), W("ARM"), W("AUS"), W("AUT"), W("AZE"), W("BEL"),
    W("BEN"), W("BGD"), W("BGR"), W("BHR"), W("BHS"), W("BLZ"), W("BOL"), W("BRA"), W("BRB"), W("BTN"),
    W("BWA"), W("CAN"), W("CHE"), W("CHL"), W("CHN"), W("CMR"), W("COL"), W("CRI"), W("CUB"), W("CYP"),
    W("CZE"), W("DEU"), W("DNK"), W("DOM"), W("DZA"), W("ECU"), W("EGY"), W("ESP"), W("EST"), W("ETH"),
    W("FIN"), W("FJI"), W("FRA"), W("GAB"), W("GBR"), W("GEO"), W("GHA"), W("GIN"), W("GMB"), W("GRC"),
    W("GTM"), W("GUY"), W("HND"), W("HRV"), W("HTI"), W("HUN"), W("IDN"), W("IND"), W("IRL"), W("IRQ"),
    W("ISL"), W("ISR"), W("ITA"), W("JAM"), W("JOR"), W("JPN"), W("KAZ"), W("KEN"), W("KHM"), W("KOR"),
    W("KWT"), W("LAO"), W("LBN"), W("LBR"), W("LIE"), W("LKA"), W("LSO"), W("LTU"), W("LUX"), W("LVA"),
    W("MAR"), W("MCO"), W("MDA"), W("MDG"), W("MEX"), W("MLI"), W("MLT"), W("MNE"), W("MNG"), W("MOZ"),
    W("MUS"), W("MWI"), W("MYS"), W("NAM"), W("NER"), W("NGA"), W("NIC"), W("NLD"), W("NOR"), W("NPL"),
    W("NZL"), W("OMN"), W("PAK"), W("PAN"), W("PER"), W("PHL"), W("POL"), W("PRT"), W("PRY"), W("QAT"),
    W("ROU"), W("RWA"), W("SAU"), W("SEN"), W("SGP"), W("SLV"), W("SMR"), W("SRB"), W("SUR"), W("SVK"),
    W("SVN"), W("SWE"), W("SYC"), W("TCD"), W("TGO"), W("THA"), W("TON"), W("TTO"), W("TUN"), W("TUR"),
    W("TZA"), W("UGA"), W("UKR"), W("URY"), W("USA"), W("UZB"), W("VNM"), W("VUT"), W("WSM"), W("ZAF"),
    W("ZMB"), W("ZWE"),
};

static const struct rt_word currency[] = {
    W("AED"), W("ARS"), W("AUD"), W("BDT"), W("BGN"), W("BRL"), W("CAD"), W("CHF"), W("CLP"), W("CNY"),
    W("COP"), W("CRC"), W("CZK"), W("DKK"), W("DZD"), W("EGP"), W("ETB"), W("EUR"), W("FJD"), W("GBP"),
    W("GEL"), W("GHS"), W("GTQ"), W("HKD"), W("HNL"), W("HUF"), W("IDR"), W("ILS"), W("INR"), W("ISK"),
    W("JMD"), W("JOD"), W("JPY"), W("KES"), W("KRW"), W("KWD"), W("KZT"), W("LBP"), W("LKR"), W("MAD"),
    W("MDL"), W("MUR"), W("MXN"), W("MYR"), W("NGN"), W("NOK"), W("NPR"), W("NZD"), W("OMR"), W("PAB"),
    W("PEN"), W("PHP"), W("PKR"), W("PLN"), W("PYG"), W("QAR"), W("RON"), W("RSD"), W("SAR"), W("SEK"),
    W("SGD"), W("THB"), W("TND"), W("TRY"), W("TWD"), W("TZS"), W("UAH"), W("UGX"), W("USD"), W("UYU"),
    W("VND"), W("ZAR"),
};

static const struct rt_word language[] = {
    W("Thai"), W("Urdu"), W("Czech"), W("Dutch"), W("Greek"), W("Hindi"), W("Irish"), W("Malay"),
    W("Tamil"), W("Welsh"), W("Arabic"), W("Basque"), W("Danish"), W("French"), W("German"), W("Hebrew"),
    W("Korean"), W("Polish"), W("Slovak"), W("Bengali"), W("Catalan"), W("Chinese"), W("English"),
    W("Finnish"), W("Italian"), W("Latvian"), W("Maltese"), W("Persian"), W("Russian"), W("Serbian"),
    W("Spanish"), W("Swahili"), W("Swedish"), W("Turkish"), W("Croatian"), W("Estonian"), W("Japanese"),
    W("Romanian"), W("Bulgarian"), W("Hungarian"), W("Icelandic"), W("Norwegian"), W("Slovenian"),
    W("Ukrainian"), W("Indonesian"), W("Lithuanian"), W("Portuguese"), W("Vietnamese"),
};

static const struct rt_word language_code[] = {
    W("ar"), W("bg"), W("bn"), W("ca"), W("cs"), W("cy"), W("da"), W("de"), W("el"), W("en"), W("es"),
    W("et"), W("eu"), W("fa"), W("fi"), W("fr"), W("ga"), W("he"), W("hi"), W("hr"), W("hu"), W("id"),
    W("is"), W("it"), W("ja"), W("ko"), W("lt"), W("lv"), W("ms"), W("mt"), W("nl"), W("no"), W("pl"),
    W("pt"), W("ro"), W("ru"), W("sk"), W("sl"), W("sr"), W("sv"), W("sw"), W("ta"), W("th"), W("tr"),
    W("uk"), W("ur"), W("vi"), W("zh"),
};

static const struct rt_word time_zone[] = {
    W("UTC"), W("Asia/Dubai"), W("Asia/Seoul"), W("Asia/Tokyo"), W("Asia/Manila"), W("Europe/Oslo"),
    W("Europe/Rome"), W("Africa/Cairo"), W("Africa/Lagos"), W("America/Lima"), W("Asia/Bangkok"),
    W("Asia/Jakarta"), W("Asia/Kolkata"), W("Europe/Paris"), W("Asia/Shanghai"), W("Europe/Athens"),
    W("Europe/Berlin"), W("Europe/Dublin"), W("Europe/Lisbon"), W("Europe/London"), W("Europe/Madrid"),
    W("Europe/Prague"), W("Europe/Vienna"), W("Europe/Warsaw"), W("Europe/Zurich"), W("Africa/Nairobi"),
    W("America/Bogota"), W("America/Denver"), W("Asia/Singapore"), W("America/Chicago"),
    W("America/Phoenix"), W("America/Toronto"), W("Australia/Perth"), W("Europe/Helsinki"),
    W("Europe/Istanbul"), W("America/New_York"), W("America/Santiago"), W("Australia/Sydney"),
    W("Europe/Stockholm"), W("Pacific/Auckland"), W("Pacific/Honolulu"), W("America/Sao_Paulo"),
    W("America/Los_Angeles"), W("America/Mexico_City"),
};

static const struct rt_word street[] = {
    W("Ash"), W("Bay"), W("Elm"), W("Fox"), W("Ivy"), W("New"), W("Oak"), W("Old"), W("Arch"), W("Bank"),
    W("Barn"), W("Clay"), W("Dale"), W("Dock"), W("Dove"), W("Duke"), W("East"), W("Fair"), W("Fern"),
    W("Gate"), W("Glen"), W("High"), W("Hill"), W("King"), W("Lake"), W("Lime"), W("Lion"), W("Long"),
    W("Main"), W("Mill"), W("Moor"), W("Palm"), W("Park"), W("Pine"), W("Plum"), W("Pond"), W("Rose"),
    W("Vale"), W("Vine"), W("West"), W("Wood"), W("York"), W("Abbey"), W("Alder"), W("Amber"), W("Apple"),
    W("Aspen"), W("Beech"), W("Birch"), W("Broad"), W("Brook"), W("Cable"), W("Canal"), W("Cedar"),
    W("Cliff"), W("Coral"), W("Court"), W("Cross"), W("Crown"), W("Eagle"), W("Field"), W("Flint"),
    W("Forge"), W("Grand"), W("Green"), W("Grove"), W("Hazel"), W("Heath"), W("Holly"), W("Lemon"),
    W("Lilac"), W("Manor"), W("Maple"), W("Marsh"), W("North"), W("Ocean"), W("Olive"), W("Peach"),
    W("Pearl"), W("Queen"), W("Ridge"), W("River"), W("Robin"), W("Rowan"), W("Shore"), W("South"),
    W("Stone"), W("Thorn"), W("Tower"), W("Union"), W("Water"), W("Wells"), W("Wharf"), W("Wheat"),
    W("Acacia"), W("Albert"), W("Bishop"), W("Bridge"), W("Castle"), W("Chapel"), W("Cherry"), W("Church"),
    W("Clover"), W("Copper"), W("Cotton"), W("Falcon"), W("Forest"), W("Garden"), W("George"), W("Grange"),
    W("Harbor"), W("Island"), W("Laurel"), W("Linden"), W("Market"), W("Meadow"), W("Museum"), W("Oxford"),
    W("Poplar"), W("Prince"), W("Quarry"), W("School"), W("Silver"), W("Spring"), W("Spruce"), W("Square"),
    W("Stable"), W("Summit"), W("Temple"), W("Valley"), W("Vernon"), W("Walnut"), W("Willow"), W("Granite"),
    W("Jubilee"), W("Juniper"), W("Liberty"), W("Orchard"), W("Railway"), W("Station"), W("Chestnut"),
    W("Crescent"), W("Fountain"), W("Hawthorn"), W("Lavender"), W("Monument"), W("Mulberry"), W("Sycamore"),
    W("Victoria"),
};

static const struct rt_word street_kind[] = {
    W("Row"), W("Way"), W("Lane"), W("Road"), W("Close"), W("Court"), W("Drive"), W("Place"), W("Avenue"),
    W("Square"), W("Street"), W("Terrace"),
};

/* clang-format on */
const struct rt_words rt_words_city = WORDS(city);
const struct rt_words rt_words_region = WORDS(region);
const struct rt_words rt_words_country = WORDS(country);
const struct rt_words rt_words_country_code = WORDS(country_code);
const struct rt_words rt_words_country_code3 = WORDS(country_code3);
const struct rt_words rt_words_currency = WORDS(currency);
const struct rt_words rt_words_language = WORDS(language);
const struct rt_words rt_words_language_code = WORDS(language_code);
const struct rt_words rt_words_time_zone = WORDS(time_zone);
const struct rt_words rt_words_street = WORDS(street);
const struct rt_words rt_words_street_kind = WORDS(street_kind);
