package io.agentlocator.crm.app;

import io.agentlocator.crm.Books;
import io.agentlocator.crm.LeadOutbox;
import io.agentlocator.crm.PhoneNumbers;
import io.agentlocator.crm.PriceList;
import io.agentlocator.crm.PriceList.Price;
import io.agentlocator.crm.libphonenumber.LibPhoneNumbers;
import io.agentlocator.crm.postgres.PanacheReading;
import io.agentlocator.crm.postgres.PostgresBooks;
import io.agentlocator.crm.postgres.PostgresLeadOutbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import javax.sql.DataSource;

/** Which vendor plays which role. */
@ApplicationScoped
class Beans {

    @Produces
    @Singleton
    PhoneNumbers phoneNumbers() {
        return new LibPhoneNumbers();
    }

    @Produces
    @Singleton
    Books books(DataSource database, PhoneNumbers numbers, PanacheReading reading) {
        return new PostgresBooks(database, numbers, reading);
    }

    @Produces
    @Singleton
    LeadOutbox leadOutbox(DataSource database) {
        return new PostgresLeadOutbox(database);
    }

    @Produces
    @Singleton
    PriceList prices(CrmSettings settings) {
        var prices = new HashMap<String, Price>();
        settings.prices()
                .forEach((engine, price) -> prices.put(
                        engine,
                        new Price(
                                price.perMinuteHeard(),
                                price.perMillionCharacters(),
                                price.perMillionPromptTokens(),
                                price.perMillionCompletionTokens())));
        return new PriceList(settings.currency(), prices);
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }
}
