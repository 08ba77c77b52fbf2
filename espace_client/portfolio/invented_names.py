"""Names that were frequent in France for the generations 1925-1962, with their regions.

Statistical families of names, written from general knowledge; no list of real people was used.
"""

from dataclasses import dataclass


def _list(text: str, between: str = " ") -> tuple[str, ...]:
    return tuple(text.split(between))


WOMEN_BEFORE_1945 = _list(
    "Jeanne Denise Jacqueline Monique Yvette Odette Paulette Ginette Simone Andrée Huguette "
    "Lucienne Colette Thérèse Suzanne Madeleine Germaine Janine Yvonne Raymonde Micheline Renée "
    "Gisèle Marcelle Solange Fernande Henriette Arlette Pierrette Éliane Marie-Louise Marie-Jeanne "
    "Marie-Thérèse Anne-Marie Hélène Geneviève Cécile Rolande Noëlle Zoé"
)
WOMEN_SINCE_1945 = _list(
    "Françoise Nicole Christiane Danielle Martine Brigitte Chantal Annie Catherine Michèle "
    "Dominique Josiane Évelyne Bernadette Joëlle Maryse Mireille Régine Sylvie Marie-Claude "
    "Marie-France Marie-Christine Marie-Noëlle Anne-Marie Élisabeth Claudine Liliane Josette "
    "Ghislaine Maïté Nadine Patricia Véronique Viviane Odile Édith Aïda Inès"
)
MEN_BEFORE_1945 = _list(
    "Jean Pierre André Marcel René Roger Robert Raymond Maurice Henri Louis Lucien Georges Paul "
    "Fernand Gaston Émile Albert Léon Joseph Marius Gilbert Guy Jacques Claude Étienne Yves "
    "Camille Edmond Félix Jean-Louis Jean-Marie Jean-Baptiste Noël Honoré Rémi"
)
MEN_SINCE_1945 = _list(
    "Michel Gérard Daniel Alain Bernard Christian Jean-Pierre Jean-Claude Jean-Paul Jean-François "
    "Jean-Michel Serge Patrick Dominique Philippe Francis Joël Denis Didier Hervé Régis Gilles "
    "Thierry Pascal Yannick Loïc François Jean-Yves Pierre-Yves Noël Raphaël Gaëtan"
)
SURNAMES = (
    *_list(
    "Martin Bernard Thomas Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre "
    "Leroy Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau "
    "Vincent Muller Lefèvre Faure Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand "
    "Gauthier Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand "
    "Duval Denis Dumont Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière "
    "Lucas Brunet Gaillard Barbier Arnaud Renard Roche Vidal Caron Picard Dupuis Bélanger "
    "Hébert Lœillet Œuvrard Bœglin Béranger Préault Thévenet Noé-Vasseur"
    ),
    "L'Hostis", "Saint-Cyr", "Petit-Jean",
)  # fmt: skip
PARTICLES = ("de La Tour", "du Plessis", "d'Aubigny", "d'Etchegaray", "de Montbrun")
SINGLE_WOMEN = tuple(name for name in WOMEN_BEFORE_1945 if "-" not in name)
SINGLE_MEN = tuple(name for name in MEN_BEFORE_1945 if "-" not in name)
COMPOUND_WOMEN = ("Anne-Marie", "Marie-Louise", "Marie-Thérèse", "Marie-Claude", "Marie-Noëlle")
COMPOUND_MEN = ("Jean-Baptiste", "Jean-François", "Jean-Marie", "Pierre-Yves", "Jean-Louis")


@dataclass(frozen=True, slots=True)
class Region:
    """Where a family comes from or lives: its names, its towns, its telephone prefix.

    The prefixes are those that the regulator (ARCEP) keeps for fiction.
    """

    weight: int
    telephone: str
    surnames: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    women: tuple[str, ...] = ()
    men: tuple[str, ...] = ()


def _places(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((entry[:5], entry[6:]) for entry in text.split(","))


REGIONS = (
    Region(
        18,
        "02 61 91",
        ("Le Goff", "Le Gall", "Le Roux", "Le Bihan", "Kerouédan", "Quéméner", "Tanguy", "Riou",
         "Guéguen", "Morvan", "Le Du", "L'Helgouac'h", "Cloarec", "Hervé", "Jézéquel", "Kerhervé"),
        _places("35000 RENNES,29200 BREST,29000 QUIMPER,22000 SAINT BRIEUC,56100 LORIENT,"
                "56000 VANNES,35400 SAINT MALO,44000 NANTES,22610 PLEUBIAN,29600 MORLAIX"),
        women=("Anne", "Yvonne", "Soazig", "Annick", "Maryvonne"),
        men=("Yann", "Yvon", "Hervé", "Corentin", "Tugdual"),
    ),
    Region(
        14,
        "03 53 01",
        ("Vandamme", "Delattre", "Dewaele", "Caudron", "Lecocq", "Deprez", "Wattiez", "Delannoy",
         "Vanderhaeghe", "Lesage", "Kowalski", "Nowak", "Wisniewski", "Duriez"),
        _places("59000 LILLE,59100 ROUBAIX,59200 TOURCOING,62000 ARRAS,62100 CALAIS,80000 AMIENS,"
                "59300 VALENCIENNES,62300 LENS,02100 SAINT QUENTIN"),
    ),
    Region(
        12,
        "03 53 01",
        ("Schmitt", "Muller", "Klein", "Schneider", "Weber", "Hœffel", "Bœhler", "Kieffer",
         "Zimmermann", "Kœnig", "Ehrhardt", "Wendling", "Oberlé"),
        _places("67000 STRASBOURG,68100 MULHOUSE,68000 COLMAR,57000 METZ,54000 NANCY,"
                "67500 HAGUENAU,88000 EPINAL,25000 BESANCON,21000 DIJON"),
    ),
    Region(
        16,
        "04 65 71",
        ("Santoni", "Rossi", "Ferrari", "Giordano", "Colonna", "Paoli", "Esposito", "Barthélémy",
         "Reynaud", "Isnard", "Chabert", "Michelangeli", "Sánchez", "Puig"),
        _places("13001 MARSEILLE,13100 AIX EN PROVENCE,83000 TOULON,06000 NICE,84000 AVIGNON,"
                "20000 AJACCIO,20200 BASTIA,34000 MONTPELLIER,30000 NIMES,66000 PERPIGNAN"),
    ),
    Region(
        13,
        "05 36 49",
        ("Etcheverry", "Ibarra", "Laborde", "Lafitte", "Castaing", "Dupuy", "Cazenave", "Larrieu",
         "Peyré", "Bordenave", "Teixeira", "García", "Ferreira"),
        _places("33000 BORDEAUX,31000 TOULOUSE,64100 BAYONNE,64000 PAU,40100 DAX,65000 TARBES,"
                "87000 LIMOGES,24000 PERIGUEUX,86000 POITIERS,17000 LA ROCHELLE"),
    ),
    Region(
        12,
        "04 65 71",
        ("Chapuis", "Perrier", "Berthet", "Gonin", "Ravel", "Jacquemet", "Chatelard", "Villard",
         "Morel-Jean", "Blanchet", "Brossard", "Teyssier"),
        _places("69003 LYON,69100 VILLEURBANNE,38000 GRENOBLE,42000 SAINT ETIENNE,73000 CHAMBERY,"
                "74000 ANNECY,63000 CLERMONT FERRAND,26000 VALENCE,01000 BOURG EN BRESSE"),
    ),
    Region(
        7,
        "01 99 00",
        ("Benali", "Haddad", "Bouzid", "Belkacem", "Cherif", "Mansouri", "Ould-Ali", "Saïdi",
         "Zitouni", "Khelifi"),
        _places("93200 SAINT DENIS,95100 ARGENTEUIL,92000 NANTERRE,94400 VITRY SUR SEINE,"
                "78200 MANTES LA JOLIE,91000 EVRY COURCOURONNES"),
        women=("Fatma", "Zohra", "Aïcha", "Khadija", "Malika", "Yamina"),
        men=("Salah", "Mohamed", "Ahmed", "Ali", "Rachid", "Saïd", "Lakhdar"),
    ),
    Region(
        8,
        "01 99 00",
        ("Nguyen", "Tran", "Jean-Baptiste", "Désiré", "Hoarau", "Payet", "Lebon", "Sylvestre",
         "N'Guessan", "Diallo"),
        _places("75013 PARIS,75019 PARIS,75011 PARIS,77100 MEAUX,92100 BOULOGNE BILLANCOURT,"
                "94000 CRETEIL,78000 VERSAILLES,45000 ORLEANS,37000 TOURS,76000 ROUEN,14000 CAEN"),
    ),
)  # fmt: skip
STREETS = _list(
    "rue de la République;rue Victor Hugo;avenue Jean Jaurès;rue des Lilas;place de l’Église;"
    "rue du Moulin;chemin des Vignes;rue Pasteur;boulevard de la Gare;rue du 8 Mai 1945;"
    "rue des Écoles;impasse du Puits;allée des Tilleuls;rue de l’Abbé Grégoire;quai de la Marine;"
    "route de la Forêt;rue Saint-Nicolas;rue de Verdun;square des Acacias;rue Molière",
    between=";",
)
BUILDINGS = ("", "", "", "", "Résidence Les Tilleuls", "Bâtiment B", "Résidence du Parc", "Appt 12")
