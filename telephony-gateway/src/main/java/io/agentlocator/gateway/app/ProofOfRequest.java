package io.agentlocator.gateway.app;

import io.agentlocator.gateway.twilio.RequestProof;
import io.agentlocator.shell.LineBudget;
import io.agentlocator.shell.http.RequestLog;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Reports to the request log that a request was verified. */
@ApplicationScoped
class ProofOfRequest implements RequestProof {

    private final CurrentVertxRequest current;
    private final LineBudget strangers;

    @Inject
    ProofOfRequest(CurrentVertxRequest current, LineBudget strangers) {
        this.current = current;
        this.strangers = strangers;
    }

    @Override
    public void proven() {
        RoutingContext request = current.getCurrent();
        if (request != null) {
            RequestLog.prove(request);
        }
    }

    @Override
    public boolean strangersLogged() {
        return strangers.logs();
    }
}
