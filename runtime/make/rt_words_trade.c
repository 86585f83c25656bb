/* Dictionaries: companies, products, orders. Ascending by length, then by the alphabet. */
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
static const struct rt_word company[] = {
    W("Apex"), W("Echo"), W("Fern"), W("Jade"), W("Onyx"), W("Sage"), W("Acorn"), W("Adler"), W("Amber"),
    W("Arbor"), W("Aster"), W("Atlas"), W("Azure"), W("Birch"), W("Cedar"), W("Coral"), W("Crown"),
    W("Delta"), W("Dover"), W("Eagle"), W("Ember"), W("Flint"), W("Forge"), W("Hazel"), W("Helix"),
    W("Heron"), W("Ivory"), W("Larch"), W("Lotus"), W("Maple"), W("Oasis"), W("Ocean"), W("Orion"),
    W("Pearl"), W("Pilot"), W("Prism"), W("Quill"), W("Raven"), W("Swift"), W("Talon"), W("Terra"),
    W("Topaz"), W("Union"), W("Vista"), W("Alpine"), W("Altona"), W("Anchor"), W("Argent"), W("Aurora"),
    W("Avalon"), W("Barrow"), W("Beacon"), W("Bergen"), W("Boreal"), W("Cinder"), W("Clover"), W("Cobalt"),
    W("Corona"), W("Falcon"), W("Garnet"), W("Harbor"), W("Indigo"), W("Laurel"), W("Linden"), W("Marble"),
    W("Meteor"), W("Nimbus"), W("Nordic"), W("Osprey"), W("Pebble"), W("Quarry"), W("Quartz"), W("Regent"),
    W("Summit"), W("Timber"), W("Velvet"), W("Vertex"), W("Walnut"), W("Willow"), W("Zenith"), W("Zephyr"),
    W("Bristol"), W("Cascade"), W("Citadel"), W("Compass"), W("Crystal"), W("Cypress"), W("Eclipse"),
    W("Emerald"), W("Fulcrum"), W("Glacier"), W("Granite"), W("Griffin"), W("Halcyon"), W("Harvest"),
    W("Horizon"), W("Juniper"), W("Lantern"), W("Midland"), W("Mistral"), W("Monarch"), W("Olympus"),
    W("Orchard"), W("Pacific"), W("Paragon"), W("Pelican"), W("Phoenix"), W("Pioneer"), W("Polaris"),
    W("Prairie"), W("Rainier"), W("Red Oak"), W("Redwood"), W("Saffron"), W("Sequoia"), W("Sparrow"),
    W("Sunrise"), W("Thistle"), W("Trident"), W("Valiant"), W("Cardinal"), W("Crescent"), W("Eastgate"),
    W("Hawthorn"), W("Highland"), W("Keystone"), W("Lakeside"), W("Lodestar"), W("Magnolia"), W("Meridian"),
    W("Nautilus"), W("New Dawn"), W("Oak Hill"), W("Obsidian"), W("Pinnacle"), W("Ridgeway"), W("Rosewood"),
    W("Sapphire"), W("Solstice"), W("Sterling"), W("Sycamore"), W("Tamarack"), W("Vanguard"), W("Windmill"),
    W("Woodland"), W("Blackwood"), W("Elm Grove"), W("Evergreen"), W("Stonewall"), W("Westfield"),
    W("Clear Lake"), W("Kingfisher"), W("Lighthouse"), W("North Star"), W("River Bend"), W("Silver Fox"),
    W("Tide Water"), W("White Rock"), W("Wildflower"), W("Blue Harbor"), W("Brightwater"), W("Copper Hill"),
    W("First Light"), W("Golden Gate"), W("Iron Bridge"), W("Bright Field"), W("Green Valley"),
};

static const struct rt_word company_kind[] = {
    W("AG"), W("SA"), W("Inc"), W("LLC"), W("Ltd"), W("PLC"), W("GmbH"), W("Labs"), W("Foods"), W("Group"),
    W("Media"), W("Works"), W("Energy"), W("Capital"), W("Systems"), W("Trading"), W("Holdings"),
    W("Partners"), W("Services"), W("Software"), W("Logistics"), W("Solutions"), W("Consulting"),
    W("Industries"),
};

static const struct rt_word department[] = {
    W("Risk"), W("Legal"), W("Sales"), W("Design"), W("Safety"), W("Finance"), W("Quality"), W("Support"),
    W("Testing"), W("Planning"), W("Research"), W("Security"), W("Shipping"), W("Strategy"), W("Training"),
    W("Treasury"), W("Analytics"), W("Logistics"), W("Marketing"), W("Warehouse"), W("Accounting"),
    W("Compliance"), W("Facilities"), W("Operations"), W("Production"), W("Purchasing"), W("Development"),
    W("Engineering"), W("Maintenance"), W("Procurement"), W("Architecture"), W("Distribution"),
    W("Manufacturing"), W("Administration"), W("Infrastructure"), W("Human Resources"),
    W("Customer Service"), W("Public Relations"),
};

static const struct rt_word industry[] = {
    W("Food"), W("Toys"), W("Glass"), W("Media"), W("Paper"), W("Steel"), W("Waste"), W("Water"),
    W("Energy"), W("Gaming"), W("Mining"), W("Retail"), W("Sports"), W("Banking"), W("Fashion"),
    W("Finance"), W("Tourism"), W("Aviation"), W("Forestry"), W("Maritime"), W("Printing"), W("Railways"),
    W("Robotics"), W("Security"), W("Shipping"), W("Software"), W("Textiles"), W("Aerospace"),
    W("Chemicals"), W("Education"), W("Fisheries"), W("Furniture"), W("Insurance"), W("Logistics"),
    W("Machinery"), W("Packaging"), W("Recycling"), W("Transport"), W("Utilities"), W("Wholesale"),
    W("Automotive"), W("Consulting"), W("Healthcare"), W("Publishing"), W("Agriculture"), W("Electronics"),
    W("Hospitality"), W("Real Estate"), W("Architecture"), W("Broadcasting"), W("Construction"),
    W("Biotechnology"), W("Entertainment"), W("Manufacturing"), W("Pharmaceuticals"),
    W("Telecommunications"),
};

static const struct rt_word material[] = {
    W("Oak"), W("Tin"), W("Felt"), W("Iron"), W("Pine"), W("Silk"), W("Teak"), W("Brass"), W("Glass"),
    W("Linen"), W("Paper"), W("Slate"), W("Steel"), W("Stone"), W("Bamboo"), W("Bronze"), W("Canvas"),
    W("Copper"), W("Cotton"), W("Marble"), W("Nickel"), W("Rubber"), W("Silver"), W("Velvet"), W("Walnut"),
    W("Wooden"), W("Ceramic"), W("Crystal"), W("Granite"), W("Leather"), W("Plastic"), W("Woollen"),
    W("Aluminium"), W("Porcelain"),
};

static const struct rt_word product[] = {
    W("Box"), W("Cap"), W("Cup"), W("Fan"), W("Hat"), W("Jar"), W("Mat"), W("Mug"), W("Pan"), W("Pen"),
    W("Pot"), W("Rug"), W("Saw"), W("Toy"), W("Ball"), W("Bowl"), W("Case"), W("Coat"), W("Desk"),
    W("Fork"), W("Hook"), W("Kite"), W("Lamp"), W("Lock"), W("Oven"), W("Ring"), W("Rope"), W("Sofa"),
    W("Tent"), W("Tray"), W("Vase"), W("Bench"), W("Boots"), W("Brush"), W("Chair"), W("Clock"), W("Dress"),
    W("Drill"), W("Flask"), W("Frame"), W("Knife"), W("Mouse"), W("Phone"), W("Plate"), W("Radio"),
    W("Ruler"), W("Scale"), W("Scarf"), W("Shelf"), W("Shirt"), W("Shoes"), W("Socks"), W("Spoon"),
    W("Stool"), W("Stove"), W("Table"), W("Torch"), W("Towel"), W("Watch"), W("Basket"), W("Binder"),
    W("Bottle"), W("Bucket"), W("Camera"), W("Candle"), W("Carpet"), W("Gloves"), W("Guitar"), W("Hammer"),
    W("Heater"), W("Helmet"), W("Jacket"), W("Kettle"), W("Ladder"), W("Mirror"), W("Paddle"), W("Pencil"),
    W("Pillow"), W("Puzzle"), W("Racket"), W("Screen"), W("Shovel"), W("Tablet"), W("Tripod"), W("Wallet"),
    W("Wrench"), W("Bicycle"), W("Blanket"), W("Blender"), W("Cabinet"), W("Charger"), W("Curtain"),
    W("Cushion"), W("Lantern"), W("Monitor"), W("Printer"), W("Speaker"), W("Toaster"), W("Backpack"),
    W("Bracelet"), W("Keyboard"), W("Necklace"), W("Notebook"), W("Scissors"), W("Umbrella"),
    W("Headphones"),
};

static const struct rt_word category[] = {
    W("Art"), W("Tea"), W("Baby"), W("Home"), W("Pets"), W("Toys"), W("Wine"), W("Books"), W("Fruit"),
    W("Games"), W("Gifts"), W("Music"), W("Paint"), W("Shoes"), W("Tools"), W("Video"), W("Bakery"),
    W("Beauty"), W("Coffee"), W("Crafts"), W("Drinks"), W("Garden"), W("Health"), W("Movies"), W("Office"),
    W("Phones"), W("Spices"), W("Sports"), W("Travel"), W("Bedding"), W("Cameras"), W("Camping"),
    W("Fishing"), W("Fitness"), W("Flowers"), W("Hobbies"), W("Kitchen"), W("Luggage"), W("Outdoor"),
    W("Seafood"), W("Watches"), W("Bathroom"), W("Bicycles"), W("Cleaning"), W("Clothing"), W("Footwear"),
    W("Hardware"), W("Lighting"), W("Plumbing"), W("Software"), W("Textiles"), W("Beverages"),
    W("Computers"), W("Cosmetics"), W("Furniture"), W("Groceries"), W("Jewellery"), W("Magazines"),
    W("Appliances"), W("Automotive"), W("Decoration"), W("Stationery"), W("Vegetables"), W("Accessories"),
    W("Electronics"), W("Photography"),
};

static const struct rt_word unit[] = {
    W("g"), W("l"), W("m"), W("cm"), W("kg"), W("km"), W("lb"), W("ml"), W("mm"), W("oz"), W("bag"),
    W("box"), W("day"), W("set"), W("hour"), W("pack"), W("pair"), W("roll"), W("month"), W("piece"),
    W("sheet"), W("bottle"), W("pallet"),
};

static const struct rt_word status[] = {
    W("new"), W("done"), W("open"), W("draft"), W("ready"), W("active"), W("closed"), W("failed"),
    W("paused"), W("pending"), W("shipped"), W("approved"), W("archived"), W("rejected"), W("cancelled"),
};

static const struct rt_word priority[] = {
    W("low"), W("high"), W("normal"), W("urgent"), W("critical"),
};

static const struct rt_word payment[] = {
    W("card"), W("cash"), W("cheque"), W("wallet"), W("invoice"), W("prepaid"), W("voucher"), W("transfer"),
    W("gift card"), W("direct debit"),
};

/* clang-format on */
const struct rt_words rt_words_company = WORDS(company);
const struct rt_words rt_words_company_kind = WORDS(company_kind);
const struct rt_words rt_words_department = WORDS(department);
const struct rt_words rt_words_industry = WORDS(industry);
const struct rt_words rt_words_material = WORDS(material);
const struct rt_words rt_words_product = WORDS(product);
const struct rt_words rt_words_category = WORDS(category);
const struct rt_words rt_words_unit = WORDS(unit);
const struct rt_words rt_words_status = WORDS(status);
const struct rt_words rt_words_priority = WORDS(priority);
const struct rt_words rt_words_payment = WORDS(payment);
