package io.agentlocator.crm.postgres;

import io.agentlocator.crm.LeadField;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;

@ApplicationScoped
class CallAnswerRepository implements PanacheRepositoryBase<CallAnswerEntity, CallAnswerEntity.Key> {

    void save(String callSid, Map<LeadField, String> answers) {
        answers.forEach((field, value) -> {
            CallAnswerEntity row = findById(new CallAnswerEntity.Key(callSid, field.label()));
            if (row == null) {
                row = new CallAnswerEntity();
                row.callSid = callSid;
                row.field = field.label();
                row.value = value;
                persist(row);
            } else {
                row.value = value;
            }
        });
    }

    Map<LeadField, String> of(String callSid) {
        var answers = new EnumMap<LeadField, String>(LeadField.class);
        list("callSid", callSid).forEach(row -> answers.put(LeadField.labelled(row.field), row.value));
        return answers;
    }
}
