"""A short list of common first names: of children, and of grown-ups at school. A capital helps, but is not needed.

Source: the names most given in the Netherlands, as the Sociale Verzekeringsbank publishes them every year; written down
from memory and kept short on purpose. A name that is missing is still found by the words around it.
"""

CHILDREN = frozenset(
    """
    noah sem liam lucas luca daan finn levi milan bram luuk mees james noud sam thijs max jesse ruben thomas hugo lars
    benjamin gijs adam jayden guus mats teun jens floris stijn tim boaz siem david julian tijn dex olivier xavi ryan
    jack mohammed mohamed muhammed mohammad ali omar yusuf youssef ahmed amir ibrahim hamza bilal ayoub anas zakaria
    mehmet emir kerem emre eren abdel abdul abdullah hassan said rayan ismail nick niels jasper jelle koen wout pepijn
    pim jip quinten quin tygo thijmen tijmen casper sven mick roan rens jurre vince fedde melle joep job willem mason
    owen morris abel aiden aaron elias ezra joshua dani dean fabian floyd otis oscar oliver felix leon luan loek samuel
    boris hidde jonas joris kai kaan kian kyan lenn lev lewis lex lowie loui mika milo nathan nolan philip puk rafael
    robin sepp senn senna stan tobias tom victor vigo viggo wessel jace jaylinn jayson damian dylan kevin justin
    brian jordi danny rick bas gideon ties faas cas pieter bradley dion divano djay giovanni shawn tyrone
    yassin younes adil karim nabil samir sami tarik walid hicham idris
    emma julia mila tess sophie zoë zoe sara sarah nora yara eva lotte noor liv anna olivia lynn evi saar milou elin fenna
    fleur isa sofie sofia nina roos maud lauren lieke nova fem lina elena luna lisa ella feline loïs lois vera ivy hannah
    julie juul jasmijn sofieke norah elise lena hailey bo rosalie suze suus noa amy anne pleun puck isabella isabel romy
    sanne iris femke amber naomi jade jill lizzy charlotte lara esmee esmée sterre merel kiki fien pien veerle vive
    eline floor fay faye filou gwen guusje hanna linde lize livia liz loua marie mia mirthe novi philou rosa sienna
    tirza tessa yfke zara aya amira fatima aisha maryam mariam meryem amina salma hiba yasmin yasmine jasmine layla leyla
    malak nour inaya safiya samira esila elif zeynep azra defne ecrin hira eslem hafsa sumaya sumeya ikram imane
    chaima hajar nisa rania soraya shanaya shakira chanel demi kim kimberly anouk britt babette caro eef janna julianna
    evie jolie mare mare lieve norel olga oleksandr dmytro artem maksym sofiia daryna anastasia natalia oliwia zuzanna
    ilyas marwa kyra raf bodhi jelte sjoerd wiebe hidde douwe jorrit sietse tjalling femme maisa djenna soufiane hind dounia noëlle noelle nine
    maxim maurits valentijn ruud-jan thijn tijl senna jaivy jaxon jax kyano kyan dylano dyllano dwayne quincy shanice shanti ravi
    anish aarav arjun vihaan priya anaya ananya diya kaya davi enzo lorenzo matteo mateo luis diego carlos gabriel angel camila valentina
    sofía lucia giulia chiara alessandro antonio igor ivan nikita mykola andriy danylo matviy solomiia polina veronika milana
    kateryna yana alina mariia roman bogdan filip stanisław jan-willem lena hanna zofia maja tymon aleks alex adrian
    robel eyob merhawi selam hermela abdi abdirahman ayaan hodan warsame khadija khalid bushra rim lamia lubna rayan jibril idriss
    zakariya hasan hüseyin husein mustapha murat burak enes furkan yigit çınar cinar asya beyza ceren ela elanur miray nehir sude
    chen wei ming jun yuki kim-ly linh minh thi duc anh wing mei xin yi tygo thygo tijs thijmen hielke jurriaan lennard
    marijn merlijn micha mirre nanne nelson noël olaf otto pelle rein reinier rink rutger siebe sietze sil skip stef teun-jan
    tieme tristan tyler ward wolf xander yannick yorick zeno zev doris dunya emilia emily esra eva-lynn evelien fenne fiene
    freek gioia guusje gwenn hailey helena hiske imke ina ise isabeau jaimy janne janneke jenna jinte jinthe joosje jori juliette
    jule kate kato keet kiara klaartje kyara lana lara lauke leah leana leonie-joy lila lilly lily lindsey loeke lotje lucy luciana
    lynne madelief maeve manouk marit marley mathilde maxime maya meike melissa mette mijntje milena milla minke miley mies myrthe
    myra nadine naomi natalie niene nikki noémi nola noortje nynke pippa quinty raffi renske rochelle rosalinde ruby sacha selin
    selina selma senne serena shirley silke simone-eva sky skye sofia-lou sophia suus suze sylvie tara teddy tara thirza tooske
    trix uma vajèn valerie vanessa viola wies willemijntje yentl yinthe yfke ymke zahra zena zohra zuzu
    thom benthe timo amélie joris jorn roan khadija sina indy hessel merlijn rosalie lieke mikail wessel ties pepijn koen gwen siem
    jakub kacper szymon wiktoria antoni aleksander rahel yonas filmon natnael semhar kidane
    """.split()
)
GROWN_UPS = frozenset(
    """
    marieke ingrid petra marijke monique yvonne wilma anja annemarie karin carla ellen esther miriam mirjam mieke ria
    corrie gerda greetje hanneke ineke janneke jolanda josé linda liesbeth marleen marloes marianne margriet marjan
    marjolein miranda nathalie nicole patricia renate saskia silvia sylvia simone sandra suzanne tineke truus willemijn
    wendy anke anneke annet astrid barbara bianca brigitte caroline chantal claudia daniëlle debbie diana dorien
    els erika erna francis heleen helma henriëtte hetty ilse irene jacqueline jeanette joke judith karlijn leonie loes
    manon marga mariska marlies marjo mariëlle nadia natasja nelleke nienke paula rachel reina rianne riet roelie
    ronald bert kees jan piet peter hans henk gerard gert joost johan jeroen erik eric frank fred geert jaap jacob jos
    john joop klaas leo maarten marcel marco mark martijn martin michael michiel patrick paul ralf rené richard rob
    robert roel ron rudi ruud sander sjaak stefan theo ton vincent wim wouter arjan arie arno bart ben bernard
    dick dirk edwin evert ferry gerben guido harm harry herman hein hendrik ivo jeffrey lambert lennart mike menno nico
    onno otto pascal rachid mustafa
    """.split()
)
# First names that are ordinary words in small letters.
_WORDS = frozenset(
    """
    sam max mees roos job bas mark fee lente floor ties jet lot beer pip puck puk jan joy hope liv bo ben don kay dean
    kai kaan lieve marie-claire els ton jos nova mare merel linde rosa iris lex amber jade ivy dex adam lars-jan cas fay
    luna vince said mick rob ron ries ria piet juul nick tom kim mika stan roan rens fem quin eef gert bart frank robin
    caro james jack anne storm angel alex wing yi mei ming min jun anh thi duc wei wolf skip rein ward angel sky maya sil stef ruby roman rink
    ina ise keet trix ela yana jenna-lee pelle lila lily rim wies
    """.split()
)
IN_SMALL_LETTERS = (CHILDREN | GROWN_UPS) - _WORDS
