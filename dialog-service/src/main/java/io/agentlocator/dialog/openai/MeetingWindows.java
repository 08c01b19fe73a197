package io.agentlocator.dialog.openai;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Map;

/** Times that may be offered for a meeting: the next working days, without Friday afternoons and Saturdays. */
final class MeetingWindows {

    private static final ZoneId ISRAEL = ZoneId.of("Asia/Jerusalem");
    private static final Map<DayOfWeek, String> DAYS = Map.of(
            DayOfWeek.SUNDAY, "יום ראשון",
            DayOfWeek.MONDAY, "יום שני",
            DayOfWeek.TUESDAY, "יום שלישי",
            DayOfWeek.WEDNESDAY, "יום רביעי",
            DayOfWeek.THURSDAY, "יום חמישי",
            DayOfWeek.FRIDAY, "יום שישי",
            DayOfWeek.SATURDAY, "שבת");

    private final Clock clock;

    MeetingWindows(Clock clock) {
        this.clock = clock;
    }

    /** Three windows in Hebrew. A person confirms them later. */
    String next() {
        var windows = new ArrayList<String>();
        LocalDate day = LocalDate.ofInstant(clock.instant(), ISRAEL);
        while (windows.size() < 3) {
            day = day.plusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY) {
                windows.add(DAYS.get(day.getDayOfWeek()) + " בעשר בבוקר");
                if (day.getDayOfWeek() != DayOfWeek.FRIDAY) {
                    windows.add(DAYS.get(day.getDayOfWeek()) + " בארבע אחר הצהריים");
                }
            }
        }
        return "אפשר להציע: " + String.join(", ", windows.subList(0, 3)) + ". נציג יאשר סופית.";
    }
}
