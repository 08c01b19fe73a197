package io.agentlocator.dialog.hebrew;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the property type, the more specific first: דירת גן is not just a דירה. */
final class PropertyTypes {

    private static final Map<String, Pattern> TYPES = new LinkedHashMap<>();
    private static final List<String> FUZZY = List.of("פנטהאוז", "דופלקס", "קוטג", "משרד", "מגרש", "סטודיו", "דירה");

    static {
        put("מיני פנטהאוז", "מיני פנטהאוז|מיני פנטאוז");
        put("פנטהאוז", "פנטהאוז|פנטאוז|פנטהאוס|פנטאוס|פנטהוז|פנטהאוזים|פנט האוז");
        put("דירת גן", "דירת גן|דירות גן|דירת גאן");
        put("דירת גג", "דירת גג|גג");
        put("דופלקס", "דופלקס|דופלקסים|דו פלקס");
        put("סטודיו", "סטודיו");
        put("יחידת דיור", "יחידת דיור|יחידה");
        put("דו-משפחתי", "דו משפחתי|דומשפחתי");
        put("קוטג׳", "קוטג'|קוטג|קוטגים|קוטג'ים|קוטץ|קוטז");
        put("וילה", "וילה|ווילה|וילות");
        put("בית פרטי", "בית פרטי|בית צמוד קרקע|צמוד קרקע|בתים פרטיים|בית בודד");
        put("מגרש", "מגרש|מגרשים|קרקע|חלקת אדמה|שטח לבנייה");
        put("משרד", "משרד|משרדים");
        put("חנות", "חנות|חנויות|שטח מסחרי|נכס מסחרי");
        put("מחסן", "מחסן|מחסנים");
        put("קליניקה", "קליניקה");
        put("בניין", "בניין");
        put("דירה", "דירה|דירות|דירת|דיירה|דירא|דירתי|דירונת");
        put("בית", "בית|בתים|הבית שלי");
    }

    private PropertyTypes() {}

    private static void put(String type, String spoken) {
        TYPES.put(type, Pattern.compile("(?<=^| )[והבלמש]?(?:" + spoken + ")(?= |$)"));
    }

    static Optional<String> in(String text, boolean asked) {
        String line = HebrewText.line(text);
        for (var type : TYPES.entrySet()) {
            if (type.getValue().matcher(line).find()) {
                return Optional.of(type.getKey());
            }
        }
        if (!asked) {
            return Optional.empty();
        }
        for (String word : HebrewText.words(line)) {
            String folded = HebrewPhonetics.fold(word);
            for (String type : FUZZY) {
                if (folded.length() >= 4 && HebrewPhonetics.distance(folded, HebrewPhonetics.fold(type)) <= 0.2) {
                    return Optional.of(type.equals("קוטג") ? "קוטג׳" : type);
                }
            }
        }
        return Optional.empty();
    }
}
