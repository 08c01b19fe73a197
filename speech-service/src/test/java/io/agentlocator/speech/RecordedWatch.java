package io.agentlocator.speech;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told. */
public final class RecordedWatch implements VendorWatch {

    public final List<String> news = new CopyOnWriteArrayList<>();

    @Override
    public void failed(String engine, FailureKind kind, String cause) {
        news.add("failed " + engine + " " + kind + " " + cause);
    }

    @Override
    public void took(String engine, String what, long ms) {
        news.add("took " + engine + " " + what);
    }

    @Override
    public void used(String engine, String unit, double amount) {
        news.add("used " + engine + " " + amount + " " + unit);
    }

    @Override
    public void switched(String role, String from, String to, String cause, String callSid) {
        news.add("switched " + role + " " + from + " " + to + " " + cause + " " + callSid);
    }
}
