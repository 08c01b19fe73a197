package io.agentlocator.crm.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.agentlocator.crm.CallSheet;
import io.agentlocator.crm.PriceList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call as it is told over HTTP: the line of the list, and all that belongs to it. */
public record CallView(
        @JsonUnwrapped CallSheet.Line call,
        @Nullable String summary,
        @Nullable Integer callerTurns,
        List<CallSheet.Turn> turns,
        List<CallSheet.Recording> recordings,
        List<CallSheet.Alert> alerts,
        WorkView work,
        @Nullable LeadView lead) {

    static CallView of(CallSheet sheet, PriceList prices) {
        return new CallView(
                sheet.call(),
                sheet.summary(),
                sheet.callerTurns(),
                sheet.turns(),
                sheet.recordings(),
                sheet.alerts(),
                WorkView.of(sheet.work(), prices),
                sheet.lead() == null ? null : LeadView.of(sheet.lead()));
    }
}
