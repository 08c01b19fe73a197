package io.agentlocator.gonogo;

import static io.agentlocator.gonogo.CheckResult.passed;

import io.agentlocator.gonogo.CheckResult.Failed;
import io.agentlocator.gonogo.CheckResult.LeftOut;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;

/** R79: the status callback answers 204. */
record StatusCallback() implements Check {

    @Override
    public String id() {
        return "call_status";
    }

    @Override
    public CheckResult run(Deployment deployment) throws Exception {
        String callSid = "CA" + UUID.randomUUID().toString().replace("-", "");
        HttpResponse<byte[]> answer = deployment.webhook(
                "/webhook/call_status", Map.of("CallSid", callSid, "CallStatus", "completed", "CallDuration", "0"));
        if (answer.statusCode() == 403 && !deployment.canSign()) {
            return LeftOut.because("call_status.unsigned");
        }
        return answer.statusCode() == 204
                ? passed("call_status.good")
                : new Failed(Words.of("call_status.bad", answer.statusCode()), "15003");
    }
}
