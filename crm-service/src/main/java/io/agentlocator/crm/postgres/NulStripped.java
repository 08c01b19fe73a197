package io.agentlocator.crm.postgres;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Removes the character NUL, which PostgreSQL's {@code text} cannot hold, from text that comes from outside. */
@Converter
public class NulStripped implements AttributeConverter<String, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable String text) {
        return text == null ? null : text.replace("\0", "");
    }

    @Override
    public @Nullable String convertToEntityAttribute(@Nullable String text) {
        return text;
    }
}
