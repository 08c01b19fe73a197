package io.agentlocator.crm.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    postgres://lea:pw@db.example:5433/crm                   | jdbc:postgresql://db.example:5433/crm | lea | pw
                    postgresql://lea:pw@db/crm                              | jdbc:postgresql://db/crm              | lea | pw
                    postgres://lea@db/crm                                   | jdbc:postgresql://db/crm              | lea | -
                    postgres://db/crm                                       | jdbc:postgresql://db/crm              | -   | -
                    postgres://lea:pw@db                                    | jdbc:postgresql://db/lea              | lea | pw
                    postgres://lea:p%40s%2Fs%3Aw%23@db/crm                  | jdbc:postgresql://db/crm              | lea | p@s/s:w#
                    postgres://lea:a+b@db/crm                               | jdbc:postgresql://db/crm              | lea | a+b
                    postgres://lea:a@b:c@db/crm                             | jdbc:postgresql://db/crm              | lea | a@b:c
                    postgres://lea:%D7%A1%D7%95%D7%93@db/crm                | jdbc:postgresql://db/crm              | lea | סוד
                    postgres://lea:@db/crm                                  | jdbc:postgresql://db/crm              | lea | ''
                    postgres://lea:pw@[2001:db8::1]:5432/crm                | jdbc:postgresql://[2001:db8::1]:5432/crm | lea | pw
                    postgres://lea:pw@my_db:5432/crm                        | jdbc:postgresql://my_db:5432/crm      | lea | pw
                    postgres://lea:pw@a:5432,b:5432/crm                     | jdbc:postgresql://a:5432,b:5432/crm   | lea | pw
                    postgres://lea:pw@db/crm?sslmode=require                | jdbc:postgresql://db/crm?sslmode=require | lea | pw
                    postgres://lea:pw@db/crm?sslmode=verify-full&application_name=x&connect_timeout=5 | jdbc:postgresql://db/crm?sslmode=verify-full&ApplicationName=x&connectTimeout=5 | lea | pw
                    jdbc:postgresql://db:5432/crm?user=lea&password=p%40w   | jdbc:postgresql://db:5432/crm?user=lea&password=p%40w | - | -
                    '  postgres://lea:pw@db/crm '                           | jdbc:postgresql://db/crm              | lea | pw
                    """)
    void forms(String text, String jdbcUrl, String user, String password) {
        DatabaseUrl url = DatabaseUrl.parse(text);
        assertThat(url.jdbcUrl()).isEqualTo(jdbcUrl);
        assertThat(url.user().orElse("-")).isEqualTo(user);
        assertThat(url.password().orElse("-")).isEqualTo(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://lea:hush@db/crm",
                "postgres://lea:hu/sh@db/crm",
                "postgres://lea:hush@/crm",
                "postgres://lea:hush@d b/crm",
                "postgres://lea:hu%ZZsh@db/crm",
                "db.example:5432/hush"
            })
    void refusesWithoutTellingTheSecret(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DATABASE_URL")
                .hasMessageNotContaining("hush");
    }

    @Test
    void becomesTheDatasourcesSettingsAsItStands() {
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(
                        Map.of("DATABASE_URL", "postgres://lea:a%24%7Bb%7D%5Cc@db/crm"), "environment", 300))
                .withSources(new DatabaseUrlConfig())
                .build();
        assertThat(config.getValue("quarkus.datasource.jdbc.url", String.class)).isEqualTo("jdbc:postgresql://db/crm");
        assertThat(config.getValue("quarkus.datasource.username", String.class)).isEqualTo("lea");
        assertThat(config.getValue("quarkus.datasource.password", String.class)).isEqualTo("a${b}\\c");
    }

    @Test
    void isNotNeeded() {
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new DatabaseUrlConfig())
                .build();
        assertThat(config.getOptionalValue("quarkus.datasource.jdbc.url", String.class))
                .isEmpty();
    }
}
