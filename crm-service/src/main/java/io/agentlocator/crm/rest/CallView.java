package io.agentlocator.crm.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.agentlocator.crm.CallDetails;
import io.agentlocator.crm.PriceList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call as JSON: the fields of the list of calls, and all that belongs to the call. */
public record CallView(
        @JsonUnwrapped CallDetails.Header call,
        @Nullable String summary,
        @Nullable Integer callerTurns,
        List<CallDetails.Turn> turns,
        List<CallDetails.Recording> recordings,
        List<CallDetails.Alert> alerts,
        WorkView work,
        @Nullable LeadView lead) {

    static CallView of(CallDetails sheet, PriceList prices) {
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
