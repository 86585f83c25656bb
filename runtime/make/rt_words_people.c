/* Dictionaries: names of people, their titles and jobs. Ascending by length, then by the alphabet. */
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
static const struct rt_word first_name[] = {
    W("Ada"), W("Ana"), W("Ann"), W("Ava"), W("Ben"), W("Dan"), W("Eva"), W("Ian"), W("Ida"), W("Ivy"),
    W("Jan"), W("Jun"), W("Kai"), W("Kim"), W("Lea"), W("Leo"), W("Liv"), W("Max"), W("Mei"), W("Mia"),
    W("Nia"), W("Pia"), W("Tim"), W("Tom"), W("Uma"), W("Wei"), W("Zoe"), W("Adam"), W("Alan"), W("Alec"),
    W("Alex"), W("Alma"), W("Amir"), W("Anna"), W("Axel"), W("Carl"), W("Cora"), W("Dawn"), W("Dora"),
    W("Elif"), W("Ella"), W("Elsa"), W("Emil"), W("Emma"), W("Enzo"), W("Eric"), W("Gail"), W("Gina"),
    W("Hana"), W("Hans"), W("Hugo"), W("Igor"), W("Ines"), W("Iris"), W("Ivan"), W("Jack"), W("Jana"),
    W("Jane"), W("Jean"), W("Joan"), W("John"), W("Karl"), W("Kate"), W("Lars"), W("Lena"), W("Leon"),
    W("Lila"), W("Lisa"), W("Luca"), W("Lucy"), W("Luis"), W("Marc"), W("Mary"), W("Maud"), W("Maya"),
    W("Mila"), W("Mona"), W("Nils"), W("Nina"), W("Noah"), W("Nora"), W("Olga"), W("Omar"), W("Otto"),
    W("Paul"), W("Ravi"), W("Rene"), W("Rita"), W("Rosa"), W("Rose"), W("Ruth"), W("Sara"), W("Sean"),
    W("Sven"), W("Tara"), W("Thea"), W("Theo"), W("Tina"), W("Vera"), W("Yara"), W("Yuki"), W("Zara"),
    W("Adele"), W("Agnes"), W("Aisha"), W("Alice"), W("Amara"), W("Amina"), W("Anita"), W("Anton"),
    W("Bjorn"), W("Boris"), W("Brian"), W("Bruno"), W("Carla"), W("Chloe"), W("Chris"), W("Clara"),
    W("Colin"), W("Daria"), W("David"), W("Diana"), W("Diego"), W("Edgar"), W("Edith"), W("Elena"),
    W("Elias"), W("Elisa"), W("Ellen"), W("Emily"), W("Erika"), W("Ethan"), W("Farid"), W("Felix"),
    W("Fiona"), W("Flora"), W("Frank"), W("Franz"), W("Freya"), W("Grace"), W("Greta"), W("Harry"),
    W("Helen"), W("Helga"), W("Henry"), W("Hilda"), W("Irene"), W("Isaac"), W("Jacob"), W("James"),
    W("Johan"), W("Jonas"), W("Jorge"), W("Julia"), W("Karen"), W("Karim"), W("Kenji"), W("Kevin"),
    W("Klara"), W("Laura"), W("Layla"), W("Lewis"), W("Linda"), W("Louis"), W("Lucas"), W("Lucia"),
    W("Luisa"), W("Lydia"), W("Malik"), W("Marco"), W("Maria"), W("Marie"), W("Mario"), W("Marta"),
    W("Nadia"), W("Naomi"), W("Oscar"), W("Pablo"), W("Paula"), W("Pedro"), W("Peggy"), W("Peter"),
    W("Petra"), W("Piotr"), W("Priya"), W("Ralph"), W("Ruben"), W("Samir"), W("Selma"), W("Simon"),
    W("Sofia"), W("Sonia"), W("Susan"), W("Tomas"), W("Viola"), W("Wanda"), W("Wendy"), W("Yusuf"),
    W("Adrian"), W("Albert"), W("Amelia"), W("Anders"), W("Andrea"), W("Andrew"), W("Angela"), W("Arthur"),
    W("Astrid"), W("Aurora"), W("Bianca"), W("Brenda"), W("Camila"), W("Carlos"), W("Carmen"), W("Cedric"),
    W("Celine"), W("Chiara"), W("Claude"), W("Conrad"), W("Daniel"), W("Daphne"), W("Dennis"), W("Dmitri"),
    W("Edward"), W("Emilia"), W("Esther"), W("Evelyn"), W("Fabian"), W("Fatima"), W("George"), W("Gerald"),
    W("Giulia"), W("Gloria"), W("Gustav"), W("Hannah"), W("Harold"), W("Hassan"), W("Hector"), W("Ingrid"),
    W("Isabel"), W("Jasmin"), W("Joanna"), W("Joseph"), W("Judith"), W("Julian"), W("Juliet"), W("Khalid"),
    W("Louise"), W("Magnus"), W("Manuel"), W("Marina"), W("Martin"), W("Matteo"), W("Miriam"), W("Monica"),
    W("Nathan"), W("Nicole"), W("Oliver"), W("Olivia"), W("Philip"), W("Rachel"), W("Rafael"), W("Regina"),
    W("Robert"), W("Samuel"), W("Sandra"), W("Sergio"), W("Shreya"), W("Silvia"), W("Stefan"), W("Stella"),
    W("Tamara"), W("Teresa"), W("Thomas"), W("Tobias"), W("Ursula"), W("Victor"), W("Viktor"), W("Violet"),
    W("Walter"), W("Werner"), W("Yasmin"), W("Antonia"), W("Bernard"), W("Cecilia"), W("Charles"),
    W("Claudia"), W("Daniela"), W("Dolores"), W("Francis"), W("Gabriel"), W("Hiroshi"), W("Ibrahim"),
    W("Leonora"), W("Lorenzo"), W("Matthew"), W("Michael"), W("Mohamed"), W("Natalia"), W("Rebecca"),
    W("Valeria"), W("Vincent"), W("William"), W("Beatrice"), W("Caroline"), W("Jennifer"), W("Margaret"),
    W("Nicholas"), W("Theodore"), W("Victoria"), W("Alejandro"), W("Alexandra"), W("Charlotte"),
    W("Elizabeth"), W("Francesca"), W("Katharina"),
};

static const struct rt_word last_name[] = {
    W("Cox"), W("Fox"), W("Ito"), W("Kim"), W("Lee"), W("Rao"), W("Roy"), W("Bell"), W("Berg"), W("Bond"),
    W("Chan"), W("Chen"), W("Cole"), W("Cook"), W("Cruz"), W("Dahl"), W("Diaz"), W("Ford"), W("Gray"),
    W("Haas"), W("Hahn"), W("Hall"), W("Hill"), W("Holm"), W("Hunt"), W("Kato"), W("Kaur"), W("Kaya"),
    W("Khan"), W("King"), W("Koch"), W("Lane"), W("Lang"), W("Lind"), W("Lund"), W("Maas"), W("Mori"),
    W("Nagy"), W("Owen"), W("Page"), W("Park"), W("Reed"), W("Reid"), W("Ross"), W("Roth"), W("Roux"),
    W("Ruiz"), W("Ryan"), W("Sato"), W("Shah"), W("Shaw"), W("Vega"), W("Wang"), W("Ward"), W("Webb"),
    W("West"), W("Wolf"), W("Wong"), W("Wood"), W("Adams"), W("Adler"), W("Ahmed"), W("Amato"), W("Baker"),
    W("Banks"), W("Bauer"), W("Black"), W("Blake"), W("Bloom"), W("Brown"), W("Bruno"), W("Burke"),
    W("Chung"), W("Clark"), W("Cohen"), W("Conti"), W("Costa"), W("Craig"), W("Davis"), W("Desai"),
    W("Dixon"), W("Doyle"), W("Ellis"), W("Engel"), W("Evans"), W("Field"), W("Fuchs"), W("Gomez"),
    W("Grant"), W("Green"), W("Gupta"), W("Hayes"), W("Huang"), W("Huber"), W("Inoue"), W("James"),
    W("Jones"), W("Joshi"), W("Kelly"), W("Klein"), W("Kovac"), W("Kraus"), W("Kumar"), W("Leone"),
    W("Leroy"), W("Lewis"), W("Lopez"), W("Lynch"), W("Marsh"), W("Mason"), W("Mayer"), W("Mehta"),
    W("Meier"), W("Meyer"), W("Mills"), W("Moore"), W("Nolan"), W("Novak"), W("Nowak"), W("Olsen"),
    W("Olson"), W("Ortiz"), W("Patel"), W("Perez"), W("Popov"), W("Quinn"), W("Ramos"), W("Reyes"),
    W("Ricci"), W("Riley"), W("Rosen"), W("Rossi"), W("Russo"), W("Sauer"), W("Scott"), W("Silva"),
    W("Simon"), W("Singh"), W("Smith"), W("Stein"), W("Stone"), W("Vidal"), W("Vogel"), W("Walsh"),
    W("Weber"), W("Weiss"), W("Wells"), W("White"), W("Young"), W("Zhang"), W("Abbott"), W("Archer"),
    W("Arnold"), W("Atkins"), W("Barnes"), W("Becker"), W("Bishop"), W("Bowman"), W("Brandt"), W("Brooks"),
    W("Bryant"), W("Burton"), W("Butler"), W("Carter"), W("Chavez"), W("Clarke"), W("Cooper"), W("Dalton"),
    W("Dawson"), W("Duarte"), W("Dubois"), W("Duncan"), W("Dupont"), W("Durand"), W("Eklund"), W("Fisher"),
    W("Flores"), W("Forbes"), W("Foster"), W("Fraser"), W("Fuller"), W("Garcia"), W("George"), W("Gibson"),
    W("Gordon"), W("Graham"), W("Greene"), W("Gruber"), W("Hansen"), W("Harper"), W("Harris"), W("Harvey"),
    W("Holmes"), W("Howard"), W("Hughes"), W("Hunter"), W("Ibanez"), W("Ivanov"), W("Jacobs"), W("Jansen"),
    W("Jensen"), W("Jordan"), W("Kaiser"), W("Keller"), W("Knight"), W("Krause"), W("Kruger"), W("Larsen"),
    W("Lawson"), W("Lorenz"), W("Marino"), W("Martin"), W("Mendez"), W("Miller"), W("Molina"), W("Monroe"),
    W("Moreau"), W("Morgan"), W("Morris"), W("Murphy"), W("Murray"), W("Nelson"), W("Newman"), W("Nguyen"),
    W("Norman"), W("Ortega"), W("Palmer"), W("Parker"), W("Peters"), W("Petrov"), W("Pierce"), W("Porter"),
    W("Powell"), W("Prieto"), W("Rivera"), W("Rogers"), W("Romano"), W("Romero"), W("Santos"), W("Schulz"),
    W("Sharma"), W("Suzuki"), W("Tanaka"), W("Taylor"), W("Thomas"), W("Torres"), W("Turner"), W("Vargas"),
    W("Wagner"), W("Walker"), W("Watson"), W("Weaver"), W("Wilson"), W("Winter"), W("Wright"), W("Yilmaz"),
    W("Alvarez"), W("Baldwin"), W("Benitez"), W("Bennett"), W("Bergman"), W("Bianchi"), W("Brennan"),
    W("Carlson"), W("Chapman"), W("Coleman"), W("Delgado"), W("Douglas"), W("Edwards"), W("Elliott"),
    W("Farrell"), W("Ferrari"), W("Fischer"), W("Fleming"), W("Freeman"), W("Gardner"), W("Garnier"),
    W("Gilbert"), W("Griffin"), W("Hoffman"), W("Holland"), W("Horvath"), W("Hussain"), W("Jackson"),
    W("Jenkins"), W("Jimenez"), W("Johnson"), W("Kennedy"), W("Lambert"), W("Larsson"), W("Laurent"),
    W("Lehmann"), W("Mancini"), W("Mendoza"), W("Morales"), W("Moretti"), W("Navarro"), W("Neumann"),
    W("Nielsen"), W("Nilsson"), W("Osborne"), W("Pearson"), W("Ramirez"), W("Richter"), W("Roberts"),
    W("Russell"), W("Sanchez"), W("Sanders"), W("Schmidt"), W("Schwarz"), W("Simmons"), W("Sokolov"),
    W("Stevens"), W("Stewart"), W("Vasquez"), W("Wallace"), W("Ziegler"), W("Aldridge"), W("Andersen"),
    W("Anderson"), W("Ashworth"), W("Barbieri"), W("Campbell"), W("Castillo"), W("Crawford"), W("Dietrich"),
    W("Eriksson"), W("Esposito"), W("Fletcher"), W("Fontaine"), W("Fournier"), W("Franklin"), W("Gonzalez"),
    W("Hamilton"), W("Harrison"), W("Hartmann"), W("Kowalski"), W("Lawrence"), W("Lindberg"), W("Marshall"),
    W("Martinez"), W("Mitchell"), W("Nakamura"), W("Petersen"), W("Phillips"), W("Reynolds"), W("Richards"),
    W("Robinson"), W("Svensson"), W("Thompson"), W("Watanabe"), W("Williams"), W("Yamamoto"),
    W("Carpenter"), W("Dominguez"), W("Fernandez"), W("Gallagher"), W("Henderson"), W("Hernandez"),
    W("Johansson"), W("Rodriguez"), W("Schneider"), W("Cunningham"), W("Gustafsson"), W("Zimmermann"),
};

static const struct rt_word person_title[] = {
    W("Dr"), W("Mr"), W("Ms"), W("Mrs"), W("Prof"),
};

static const struct rt_word gender[] = {
    W("male"), W("other"), W("female"), W("unknown"),
};

static const struct rt_word job[] = {
    W("Cook"), W("Baker"), W("Buyer"), W("Clerk"), W("Nurse"), W("Pilot"), W("Tutor"), W("Artist"),
    W("Doctor"), W("Driver"), W("Editor"), W("Lawyer"), W("Porter"), W("Tester"), W("Trader"), W("Welder"),
    W("Writer"), W("Actuary"), W("Analyst"), W("Auditor"), W("Cashier"), W("Chemist"), W("Courier"),
    W("Curator"), W("Dentist"), W("Foreman"), W("Manager"), W("Planner"), W("Plumber"), W("Teacher"),
    W("Trainer"), W("Designer"), W("Director"), W("Engineer"), W("Gardener"), W("Lecturer"), W("Mechanic"),
    W("Operator"), W("Producer"), W("Reporter"), W("Surveyor"), W("Architect"), W("Archivist"),
    W("Assistant"), W("Biologist"), W("Carpenter"), W("Developer"), W("Economist"), W("Geologist"),
    W("Inspector"), W("Librarian"), W("Machinist"), W("Paralegal"), W("Physicist"), W("Recruiter"),
    W("Registrar"), W("Scientist"), W("Secretary"), W("Treasurer"), W("Accountant"), W("Bookkeeper"),
    W("Consultant"), W("Controller"), W("Copywriter"), W("Dispatcher"), W("Instructor"), W("Journalist"),
    W("Pharmacist"), W("Programmer"), W("Researcher"), W("Supervisor"), W("Technician"), W("Translator"),
    W("Coordinator"), W("Electrician"), W("Illustrator"), W("Interpreter"), W("Proofreader"),
    W("Salesperson"), W("Data Analyst"), W("Merchandiser"), W("Photographer"), W("Receptionist"),
    W("Statistician"), W("Veterinarian"), W("Administrator"), W("Data Engineer"), W("Mathematician"),
    W("Sales Manager"), W("Site Engineer"), W("Office Manager"), W("Chief Executive"), W("Inventory Clerk"),
    W("Product Manager"), W("Project Manager"), W("Graphic Designer"), W("Systems Engineer"),
    W("Financial Analyst"), W("Marketing Manager"), W("Quality Inspector"), W("Warehouse Manager"),
};

/* clang-format on */
const struct rt_words rt_words_first_name = WORDS(first_name);
const struct rt_words rt_words_last_name = WORDS(last_name);
const struct rt_words rt_words_person_title = WORDS(person_title);
const struct rt_words rt_words_gender = WORDS(gender);
const struct rt_words rt_words_job = WORDS(job);
