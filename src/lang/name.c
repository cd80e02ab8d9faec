#include "lang/name.h"

#include <stddef.h>

/* Sorted by bytes. */
static const char *const first_names[] = {
	"Adrian",    "Agnes",	  "Albert",    "Alessandra", "Alessandro", "Alessia",	"Alex",
	"Alexander", "Alexandra", "Alexandre", "Alfred",     "Alice",	   "Alina",	"Aline",
	"Alois",     "Amélie",	  "Ana",       "Anastasia",  "Andrea",	   "Andreas",	"Andrin",
	"Andrina",   "André",	  "Angela",    "Angelo",     "Anita",	   "Anja",	"Anna",
	"Anne",	     "Annemarie", "Antoine",   "Anton",	     "Antonia",	   "Antonio",	"Armin",
	"Arnaud",    "Arthur",	  "Astrid",    "Aurélie",    "Aurélien",   "Barbara",	"Bastian",
	"Beat",	     "Beatrice",  "Benedikt",  "Benjamin",   "Benno",	   "Bernard",	"Bernhard",
	"Bettina",   "Bianca",	  "Björn",     "Brigitte",   "Bruno",	   "Camille",	"Carla",
	"Carlo",     "Carlos",	  "Carmen",    "Carole",     "Caroline",   "Catherine", "Chantal",
	"Charles",   "Charlotte", "Chiara",    "Christa",    "Christelle", "Christian", "Christina",
	"Christine", "Christof",  "Christoph", "Christophe", "Claire",	   "Clara",	"Claude",
	"Claudia",   "Claudio",	  "Clément",   "Corina",     "Corinne",	   "Cristina",	"Cyril",
	"Céline",    "Daniel",	  "Daniela",   "Daniele",    "Daniella",   "Dario",	"David",
	"Davide",    "Deborah",	  "Denis",     "Denise",     "Diana",	   "Didier",	"Dieter",
	"Dominic",   "Dominik",	  "Dominique", "Dora",	     "Doris",	   "Edith",	"Eduard",
	"Elena",     "Elia",	  "Eliane",    "Elias",	     "Elisa",	   "Elisabeth", "Emil",
	"Emilie",    "Emma",	  "Emmanuel",  "Enrico",     "Eric",	   "Erica",	"Erich",
	"Erika",     "Ernst",	  "Esther",    "Eugen",	     "Eva",	   "Eveline",	"Evelyne",
	"Fabian",    "Fabienne",  "Fabio",     "Fabrice",    "Federica",   "Federico",	"Felix",
	"Ferdinand", "Filippo",	  "Fiona",     "Flavia",     "Florence",   "Florian",	"Franca",
	"Francesca", "Francesco", "Franco",    "Frank",	     "Franz",	   "Franziska", "François",
	"Françoise", "Fritz",	  "Frédéric",  "Gabriel",    "Gabriela",   "Gabriele",	"Georg",
	"George",    "Georges",	  "Gerald",    "Gerhard",    "Gian",	   "Gianni",	"Gilles",
	"Giorgio",   "Giovanni",  "Giulia",    "Giuseppe",   "Gregor",	   "Guido",	"Guillaume",
	"Guy",	     "Hanna",	  "Hannah",    "Hans",	     "Hansjörg",   "Hanspeter", "Hansruedi",
	"Harald",    "Heidi",	  "Heinrich",  "Heinz",	     "Helen",	   "Helena",	"Helene",
	"Henri",     "Herbert",	  "Hermann",   "Hubert",     "Hugo",	   "Hélène",	"Ignazio",
	"Ilaria",    "Ines",	  "Ingrid",    "Irene",	     "Iris",	   "Isabel",	"Isabella",
	"Isabelle",  "Ivan",	  "Ivo",       "Jacqueline", "Jacques",	   "James",	"Jan",
	"Jana",	     "Janine",	  "Jasmin",    "Jean",	     "Jeanne",	   "Jennifer",	"Joachim",
	"Joana",     "Joanna",	  "Joel",      "Johann",     "Johanna",	   "Johannes",	"John",
	"Jonas",     "Jonathan",  "Josef",     "Joseph",     "José",	   "Judith",	"Julia",
	"Julian",    "Julie",	  "Julien",    "Jérôme",     "Jürg",	   "Jürgen",	"Karin",
	"Karl",	     "Karolina",  "Kaspar",    "Katharina",  "Kathrin",	   "Katia",	"Katja",
	"Kevin",     "Kim",	  "Klara",     "Klaus",	     "Konrad",	   "Kurt",	"Lara",
	"Laura",     "Laurent",	  "Lea",       "Lena",	     "Leo",	   "Leonardo",	"Leonie",
	"Lia",	     "Liam",	  "Lina",      "Linda",	     "Linus",	   "Lionel",	"Lisa",
	"Livia",     "Lorena",	  "Lorenz",    "Lorenzo",    "Loris",	   "Louis",	"Louise",
	"Luc",	     "Luca",	  "Lucas",     "Lucia",	     "Lucie",	   "Ludwig",	"Luigi",
	"Luis",	     "Luisa",	  "Lukas",     "Luzia",	     "Lydia",	   "Léa",	"Madeleine",
	"Magdalena", "Maja",	  "Manfred",   "Manon",	     "Manuel",	   "Manuela",	"Marc",
	"Marcel",    "Marco",	  "Margrit",   "Marguerite", "Maria",	   "Marianne",	"Marie",
	"Marina",    "Mario",	  "Marion",    "Marisa",     "Mark",	   "Markus",	"Marlene",
	"Marta",     "Martha",	  "Martin",    "Martina",    "Martine",	   "Mary",	"Massimo",
	"Mathias",   "Mathieu",	  "Mathilde",  "Matteo",     "Matthias",   "Matthieu",	"Maurizio",
	"Max",	     "Maxime",	  "Melanie",   "Mia",	     "Micha",	   "Michael",	"Michaela",
	"Michel",    "Michela",	  "Michele",   "Michèle",    "Miguel",	   "Miriam",	"Mirjam",
	"Monica",    "Monika",	  "Monique",   "Moritz",     "Mélanie",	   "Nadia",	"Nadine",
	"Natalia",   "Natalie",	  "Natascha",  "Nathalie",   "Nicola",	   "Nicolas",	"Nicole",
	"Nicolás",   "Niklaus",	  "Nils",      "Nina",	     "Noah",	   "Noemi",	"Nora",
	"Norbert",   "Noémie",	  "Noël",      "Olga",	     "Oliver",	   "Olivia",	"Olivier",
	"Oskar",     "Otto",	  "Pablo",     "Paola",	     "Paolo",	   "Pascal",	"Patricia",
	"Patrick",   "Patrik",	  "Paul",      "Paula",	     "Pedro",	   "Peter",	"Petra",
	"Philip",    "Philipp",	  "Philippe",  "Pia",	     "Pierre",	   "Pietro",	"Quentin",
	"Rachel",    "Raffaele",  "Rahel",     "Rainer",     "Ralf",	   "Ralph",	"Ramona",
	"Raphael",   "Raphaël",	  "Rebecca",   "Regina",     "Regula",	   "Reinhard",	"Remo",
	"Renata",    "Renate",	  "Renato",    "René",	     "Reto",	   "Ricardo",	"Riccardo",
	"Richard",   "Rita",	  "Robert",    "Roberta",    "Roberto",	   "Robin",	"Roger",
	"Roland",    "Rolf",	  "Romain",    "Roman",	     "Romeo",	   "Romina",	"Rosa",
	"Rosmarie",  "Rudolf",	  "Ruedi",     "Ruth",	     "Sabina",	   "Sabine",	"Sabrina",
	"Samira",    "Samuel",	  "Sandra",    "Sandro",     "Sara",	   "Sarah",	"Sascha",
	"Sebastian", "Selina",	  "Serena",    "Serge",	     "Sergio",	   "Severin",	"Sibylle",
	"Silvan",    "Silvana",	  "Silvia",    "Silvio",     "Simon",	   "Simona",	"Simone",
	"Sina",	     "Sofia",	  "Sonja",     "Sophia",     "Sophie",	   "Stefan",	"Stefania",
	"Stefanie",  "Stefano",	  "Stephan",   "Stephanie",  "Steven",	   "Stéphane",	"Stéphanie",
	"Susan",     "Susanna",	  "Susanne",   "Suzanne",    "Sven",	   "Svenja",	"Sylvia",
	"Sylvie",    "Sébastien", "Tamara",    "Tania",	     "Tanja",	   "Tatjana",	"Teresa",
	"Theo",	     "Theodor",	  "Theres",    "Theresa",    "Thierry",	   "Thomas",	"Tim",
	"Timo",	     "Tina",	  "Tobias",    "Tom",	     "Toni",	   "Ueli",	"Ulrich",
	"Urs",	     "Ursina",	  "Ursula",    "Valentin",   "Valentina",  "Valérie",	"Vanessa",
	"Vera",	     "Verena",	  "Veronika",  "Victor",     "Viktor",	   "Viktoria",	"Vincent",
	"Vincenzo",  "Viola",	  "Virginie",  "Vittoria",   "Vreni",	   "Véronique", "Walter",
	"Werner",    "Wilhelm",	  "Willi",     "William",    "Wolfgang",   "Xavier",	"Yann",
	"Yannick",   "Yasmin",	  "Yves",      "Yvette",     "Yvonne",	   "Zoé"
};

static const char *const titles[] = { "Ambasciatore",
				      "Ambassadeur",
				      "Ambassador",
				      "Aussenminister",
				      "Aussenministerin",
				      "Avv",
				      "Botschafter",
				      "Botschafterin",
				      "Bundeskanzler",
				      "Bundeskanzlerin",
				      "Bundespräsident",
				      "Bundespräsidentin",
				      "Bundesrat",
				      "Bundesrätin",
				      "CEO",
				      "Chairman",
				      "Chancellor",
				      "Chef",
				      "Conseiller",
				      "Conseillère",
				      "Consigliera",
				      "Consigliere",
				      "Councillor",
				      "Directeur",
				      "Director",
				      "Directrice",
				      "Direktor",
				      "Direktorin",
				      "Direttore",
				      "Direttrice",
				      "Dott",
				      "Dr",
				      "Frau",
				      "Generalsekretär",
				      "Generalsekretärin",
				      "Geschäftsführer",
				      "Geschäftsführerin",
				      "Herr",
				      "Herrn",
				      "Ing",
				      "Leiter",
				      "Leiterin",
				      "MM",
				      "Madame",
				      "Maître",
				      "Minister",
				      "Ministerin",
				      "Ministra",
				      "Ministre",
				      "Ministro",
				      "Mme",
				      "Mmes",
				      "Monsieur",
				      "Mr",
				      "Mrs",
				      "Ms",
				      "Nationalrat",
				      "Nationalrätin",
				      "Premierminister",
				      "President",
				      "Presidente",
				      "Prof",
				      "Professor",
				      "Professorin",
				      "Präsident",
				      "Präsidentin",
				      "Président",
				      "Présidente",
				      "Regierungsrat",
				      "Regierungsrätin",
				      "Rüstungschef",
				      "Secretary",
				      "Senator",
				      "Signor",
				      "Signora",
				      "Sir",
				      "Staatsrat",
				      "Staatssekretär",
				      "Staatssekretärin",
				      "Stadtpräsident",
				      "Stadtpräsidentin",
				      "Stadtrat",
				      "Stadträtin",
				      "Ständerat",
				      "Ständerätin",
				      "Vizepräsident",
				      "Vizepräsidentin" };

static bool is_in(const char *const *names, size_t count, struct span word)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = span_compare(span_of(names[middle]), word);
		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

bool name_is_first(struct span word)
{
	return is_in(first_names, sizeof first_names / sizeof *first_names, word);
}

bool name_is_title(struct span word)
{
	return is_in(titles, sizeof titles / sizeof *titles, word);
}

bool name_is_company_form(struct span word)
{
	static const char *const forms[] = { "AB", "AG",  "GmbH", "Inc",  "KG",	 "Ltd",	 "SA",
					     "SE", "SNC", "SRL",  "Sagl", "SpA", "Sàrl", "plc" };
	return is_in(forms, sizeof forms / sizeof *forms, word);
}

bool name_is_particle(struct span word)
{
	static const char *const particles[] = { "da",	"de",  "del", "della", "den",
						 "der", "des", "di",  "du",    "la",
						 "le",	"van", "von", "zum",   "zur" };
	return is_in(particles, sizeof particles / sizeof *particles, word);
}

bool name_is_preposition(struct span word)
{
	static const char *const words[] = {
		"aus", "bei",  "für",  "gegen", "gegenüber", "in",
		"mit", "nach", "oder", "via",	"von",	     "zwischen"
	};
	return is_in(words, sizeof words / sizeof *words, word);
}
