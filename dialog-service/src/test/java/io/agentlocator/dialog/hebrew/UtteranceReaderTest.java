package io.agentlocator.dialog.hebrew;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentlocator.dialog.libphonenumber.IsraeliPhoneNumbers;
import io.agentlocator.events.LeadAnswers;
import io.agentlocator.events.LeadAnswers.Intent;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UtteranceReaderTest {

    private final UtteranceReader hebrew = new UtteranceReader(new IsraeliPhoneNumbers());

    private LeadAnswers read(String text, Slot asked) {
        return hebrew.read(text, asked, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            שלוש | 3
            שלוש וחצי | 3.5
            3.5 | 3.5
            ארבע חמש | 4
            עשרים ושלוש | 23
            אחת עשרה | 11
            שתים עשרה | 12
            מאה עשרים | 120
            מאתיים | 200
            שלוש מאות ארבעים וחמש | 345
            אלף | 1000
            אלפיים | 2000
            שלושת אלפים | 3000
            שבעת אלפים | 7000
            שבעת אלפים וחמש מאות | 7500
            שבעת אלפים חמש מאות | 7500
            חמשת אלפים ומאתיים | 5200
            עשרת אלפים | 10000
            שתים עשרה אלף | 12000
            6 אלף | 6000
            6,500 | 6500
            מיליון | 1000000
            מיליון וחצי | 1500000
            חצי מיליון | 500000
            שני מיליון | 2000000
            שני מיליון וחצי | 2500000
            מיליון שמונה | 1800000
            מיליון שמונה מאות | 1800000
            מיליון ושמונה מאות אלף | 1800000
            שני מיליון שלוש מאות | 2300000
            שני מיליון מאתיים חמישים | 2250000
            שתיים נקודה שמונה מיליון | 2800000
            שתי נקודה שמונה מיליון | 2800000
            2.8 מיליון | 2800000
            2.85 מיליון | 2850000
            2,850,000 | 2850000
            2 מיליון | 2000000
            מליון ומאה | 1100000
            שלושה מיליון | 3000000
            """)
    void numbers(String text, double expected) {
        assertThat(HebrewNumbers.all(HebrewText.words(text)).getFirst().value()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            אני מחפש דירת שלושה חדרים | 3
            ארבעה חדרים | 4
            שלושה וחצי חדרים | 3.5
            3.5 חדרים | 3.5
            4 חד' | 4
            חדר אחד | 1
            דירת 5 חדרים עם מרפסת | 5
            שני חדרים תוך חודשיים | 2
            שלושה כדרים | 3
            """)
    void roomsUnasked(String text, double rooms) {
        assertThat(read(text, null).rooms()).isEqualTo(rooms);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            שלוש | 3
            שלוש וחצי | 3.5
            ארבע. | 4
            אולי חמישה | 5
            4 | 4
            """)
    void roomsAsked(String text, double rooms) {
        assertThat(read(text, Slot.ROOMS).rooms()).isEqualTo(rooms);
    }

    @ParameterizedTest
    @ValueSource(strings = {"תוך שלושה חודשים", "שני מיליון", "שלושת אלפים שקל", "קומה שלישית"})
    void noRooms(String text) {
        assertThat(read(text, null).rooms()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            עד שני מיליון שקל | 2000000
            התקציב שלי הוא שני מיליון וחצי | 2500000
            מיליון שמונה | 1800000
            2.8 מיליון ש"ח | 2800000
            2.8 מיליון ש״ח | 2800000
            ₪1,850,000 | 1850000
            שבעת אלפים שקל לחודש | 7000
            עד 6,500 ש"ח | 6500
            בין מיליון וחצי לשני מיליון | 2000000
            שלושה מיליון, ארבעה חדרים | 3000000
            """)
    void budgetUnasked(String text, long budget) {
        assertThat(read(text, null).budgetIls()).isEqualTo(budget);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            שתיים וחצי | BUY | 2500000
            שלושה | BUY | 3000000
            שמונה מאות | BUY | 800000
            חמש | RENT | 5000
            ששת אלפים | RENT | 6000
            בערך שבע וחצי | RENT | 7500
            2 | BUY | 2000000
            """)
    void budgetAsked(String text, Intent intent, long budget) {
        assertThat(hebrew.read(text, Slot.BUDGET, intent).budgetIls()).isEqualTo(budget);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ארבעה חדרים",
                "תוך שנתיים",
                "קומה 3",
                "אפס חמש ארבע שתיים שלוש ארבע חמש שש שבע שמונה",
                "עד סוף 2027",
                "רחוב הרצל 15"
            })
    void noBudget(String text) {
        assertThat(read(text, null).budgetIls()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            אני מחפש דירה בתל אביב | תל אביב
            דירת ארבעה חדרים בירושלים | ירושלים
            בחיפה או בקריות | חיפה או הקריות
            ברמת גן | רמת גן
            באזור באר שבע | באר שבע
            הרצליה פיתוח | הרצליה פיתוח
            בהרצליה | הרצליה
            בנווה צדק בתל אביב | נווה צדק, תל אביב
            בפתח תיקווה | פתח תקווה
            בראשון לציון | ראשון לציון
            בראשון | ראשון לציון
            בקריית אתא | קריית אתא
            בקרית עטא | קריית אתא
            במודיעין | מודיעין
            בגבעטיים | גבעתיים
            בבית שמש | בית שמש
            במצפה רמון | מצפה רמון
            בכפר סבה | כפר סבא
            בהוד השרון | הוד השרון
            בתל־אביב | תל אביב
            בְּתֵל אָבִיב | תל אביב
            בת"א | תל אביב
            בת״א | תל אביב
            באשקלון | אשקלון
            ברכובות | רחובות
            בחולון | חולון
            בבת ים | בת ים
            בעכו | עכו
            באריאל | אריאל
            """)
    void areaUnasked(String text, String area) {
        assertThat(read(text, null).area()).isEqualTo(area);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            רמת גן | רמת גן
            רמתגן | רמת גן
            נתנייה | נתניה
            אשקילון | אשקלון
            הרצליה | הרצליה
            גבאתיים | גבעתיים
            רענאנה | רעננה
            עומר | עומר
            חדרה | חדרה
            ירושליים | ירושלים
            תל אויב | תל אביב
            """)
    void areaAsked(String text, String area) {
        assertThat(read(text, Slot.AREA).area()).isEqualTo(area);
    }

    /** Words that are no place. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "קוראים לי עומר",
                "אני מחפש דירה",
                "יש לי דירה למכירה",
                "שלום, מה שלומך",
                "הדירה שלי",
                "אין לי מושג"
            })
    void noArea(String text) {
        assertThat(read(text, null).area()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            אני מעוניין לקנות דירה | BUY
            אני קונה | BUY
            מחפשים לקנייה | BUY
            מחפשת דירה למכירה | BUY
            אני רוצה לשכור | RENT
            דירה בשכירות | RENT
            מחפש דירה להשכרה | RENT
            מחפש להשכיר דירה | RENT
            אני רוצה למכור את הבית שלי | SELL
            יש לי דירה למכירה | SELL
            יש לי דירה להשכרה | LET
            אני רוצה להשכיר את הדירה | LET
            """)
    void intents(String text, Intent intent) {
        assertThat(read(text, null).intent()).isEqualTo(intent);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            דירת גן | דירת גן
            אני מחפש דירה | דירה
            פנטהאוז בחולון | פנטהאוז
            פנטאוז | פנטהאוז
            מיני פנטהאוז | מיני פנטהאוז
            בית פרטי | בית פרטי
            קוטג' | קוטג׳
            קוטג׳ | קוטג׳
            את הבית שלי | בית
            וילה עם בריכה | וילה
            מגרש | מגרש
            """)
    void types(String text, String type) {
        assertThat(read(text, null).propertyType()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            מיד | מיד
            כמה שיותר מהר | כמה שיותר מהר
            תוך חודשיים | תוך חודשיים
            בעוד חצי שנה | בעוד חצי שנה
            עד סוף השנה | עד סוף השנה
            בקיץ | בקיץ
            אחרי החגים | אחרי החגים
            תוך שלושה חודשים | תוך שלושה חודשים
            בינואר | בינואר
            אני לא ממהר | לא ממהר
            בשנה הבאה | בשנה הבאה
            """)
    void timing(String text, String timing) {
        assertThat(read(text, null).timing()).isEqualTo(timing);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            חודשיים | חודשיים
            עכשיו | עכשיו
            חצי שנה | חצי שנה
            שלושה חודשים | שלושה חודשים
            """)
    void timingAsked(String text, String timing) {
        assertThat(read(text, Slot.TIMING).timing()).isEqualTo(timing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"שלום", "בבית שמש", "אני מחפש היום דירה בחולון", "שלושה חדרים"})
    void noTiming(String text) {
        assertThat(read(text, null).timing()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            קוראים לי דוד כהן | דוד כהן
            השם שלי מיכל לוי | מיכל לוי
            שמי רונית | רונית
            אני דנה כהן | דנה כהן
            שלום, מדבר יוסי | יוסי
            קוראים לי דנה ואני מחפשת דירה | דנה
            קוראים לי עומר | עומר
            השם הוא ג׳ורג׳ | ג'ורג'
            """)
    void nameUnasked(String text, String name) {
        assertThat(read(text, null).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            דנה | דנה
            דנה כהן | דנה כהן
            דנה כהן-לוי | דנה כהן לוי
            אני קורנליוס | קורנליוס
            כן, אבי רוזנצוויג | אבי רוזנצוויג
            דני, תודה | דני
            """)
    void nameAsked(String text, String name) {
        assertThat(read(text, Slot.NAME).name()).isEqualTo(name);
    }

    /** How recognisers misspell "קוראים לי דני כהן" and the like. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            כורעים לי דני כהן | דני כהן
            קוראים לידני כהן | NULL
            קו ראים לי דני כהן | דני כהן
            קוראימלי דני כהן | דני כהן
            קוראין לי דאני כהן | דני כהן
            קרואים לי דני כהן | דני כהן
            אז קוראם לי דני כהן | דני כהן
            השם שלא דני כהן | דני כהן
            קוראים דני כהן | דני כהן
            קוראים לי אנת לוי | ענת לוי
            מה קורה לי דני | NULL
            לא קוראים את השלט ברחוב | NULL
            """, nullValues = "NULL")
    void aMisspeltIntroduction(String text, String name) {
        assertThat(read(text, null).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            כוראם ליי שטיינמץ | שטיינמץ
            קורא אים לי בועז | בועז
            דאני כהן | דני כהן
            עדיה | עדיה
            רונה | רונה
            """)
    void aMisspeltIntroductionWhenAsked(String text, String name) {
        assertThat(read(text, Slot.NAME).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ביות חודשיים", "כןהר לםמד", "אאאא", "זמן טוב היה שם פעם אחת", "תוך חודשיים"})
    void noNameIsMadeOfNonsense(String text) {
        assertThat(read(text, Slot.NAME).name()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            טוך חודשיים | תוך חודשיים
            תוח חודשיים | תוך חודשיים
            בתוח חודשיין | בתוך חודשיים
            באוד חצי שנה | בעוד חצי שנה
            תוך שלושה הודשים | תוך שלושה חודשים
            תוך חודש חודשיים | תוך חודש חודשיים
            בעוד שנה וחצי | בעוד שנה וחצי
            בשבועיים הקרובים | בשבועיים הקרובים
            בשלושה חודשים | בשלושה חודשים
            תוך 3 חודשים | תוך 3 חודשים
            ותוך חודשיים | תוך חודשיים
            ביות חודשיים | NULL
            ביות חצי שנה | NULL
            דירה לשנתיים של שלושה חדרים | לשנתיים
            """, nullValues = "NULL")
    void aMisspeltTiming(String text, String timing) {
        assertThat(read(text, null).timing()).isEqualTo(timing);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ביות חודשיים | חודשיים
            בית חודשיים | חודשיים
            תוך חודשיים | תוך חודשיים
            אולי הודשיים | חודשיים
            בינות ירוקות | NULL
            ביות | NULL
            """, nullValues = "NULL")
    void aMisspeltTimingWhenAsked(String text, String timing) {
        assertThat(read(text, Slot.TIMING).timing()).isEqualTo(timing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "לקוח",
                "שלום",
                "כן",
                "לא",
                "תודה",
                "מה?",
                "רגע",
                "בשביל מה אתם צריכים את השם שלי בכלל",
                "אני מחפש דירה",
                "לא רוצה להגיד"
            })
    void noName(String text) {
        assertThat(read(text, Slot.NAME).name()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            אפס חמש שתיים חמש שלוש שמונה אחת שש ארבע שמונה | +972525381648
            052-538-1648 | +972525381648
            0525381648 | +972525381648
            +972525381648 | +972525381648
            אפס חמישים ושתיים חמש מאות שלושים ושמונה שש עשרה ארבעים ושמונה | +972525381648
            אפס שלוש שתיים שלוש ארבע חמש שש שבע שמונה | +97232345678
            המספר שלי הוא 050-1234567 | +972501234567
            """)
    void phones(String text, String phone) {
        assertThat(read(text, Slot.PHONE).phone()).isEqualTo(phone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*2700", "אפס חמש שתיים שלוש", "שלושה חדרים", "052538164", "1234567890123"})
    void noPhone(String text) {
        assertThat(read(text, Slot.PHONE).phone()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            כן | YES
            כן, בבקשה | YES
            נכון | YES
            אוקיי | YES
            בטח | YES
            אין בעיה | YES
            לא | NO
            לא, תודה | NO
            לא נכון | NO
            ממש לא | NO
            זה לא נכון | NO
            לא יודע | NEITHER
            ברמת גן | NEITHER
            לא שמעתי | NEITHER
            """)
    void yesOrNo(String text, YesOrNo expected) {
        assertThat(DialogActs.yesOrNo(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            אהה | BACKCHANNEL
            כן כן | BACKCHANNEL
            מממ | BACKCHANNEL
            אוקיי | BACKCHANNEL
            ביי | FAREWELL
            תודה רבה ולהתראות | FAREWELL
            יום טוב | FAREWELL
            אפשר לדבר עם נציג אנושי | PERSON
            אני רוצה לדבר עם בן אדם | PERSON
            נציג | PERSON
            אני לא מעוניינת | NOT_INTERESTED
            תסירו אותי מהרשימה | NOT_INTERESTED
            רגע, לא שמעתי | AGAIN
            מה אמרת? | AGAIN
            רגע | WAIT
            רק שנייה | WAIT
            תודה | NOTHING
            שלום | NOTHING
            אני מחפש דירה | NOTHING
            תחזרו אליי למספר הזה | NOTHING
            אני בסדר גמור ורוצה דירה | NOTHING
            """)
    void whatUtterancesDo(String text, String expected) {
        var does = List.of(
                        DialogActs.isFarewell(text) ? "FAREWELL" : "",
                        DialogActs.wantsPerson(text) ? "PERSON" : "",
                        DialogActs.isNotInterested(text) ? "NOT_INTERESTED" : "",
                        DialogActs.asksAgain(text) ? "AGAIN" : "",
                        DialogActs.asksToWait(text) ? "WAIT" : "",
                        DialogActs.isBackchannel(text) ? "BACKCHANNEL" : "")
                .stream()
                .filter(one -> !one.isEmpty())
                .toList();
        assertThat(does).isEqualTo(expected.equals("NOTHING") ? List.of() : List.of(expected));
    }
}
