package io.agentlocator.crm.app;

import io.agentlocator.crm.PhoneNumberNormalizer;
import io.agentlocator.crm.PriceList;
import io.agentlocator.crm.PriceList.Price;
import io.agentlocator.crm.libphonenumber.LibPhoneNumberNormalizer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;

/** The beans of the domain, and which vendor has which role. */
@ApplicationScoped
class CrmWiring {

    @Produces
    @Singleton
    PhoneNumberNormalizer phoneNumberNormalizer() {
        return new LibPhoneNumberNormalizer();
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
