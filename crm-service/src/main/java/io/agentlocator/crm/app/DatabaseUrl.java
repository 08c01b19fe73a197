package io.agentlocator.crm.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a database as platforms write it, {@code postgres://user:password@host:port/database?sslmode=require}, or as
 * JDBC does. Parsed by hand: {@link java.net.URI} refuses host names with underscores and several hosts, which both occur.
 *
 * @param jdbcUrl without credentials, where those could be recognised
 */
public record DatabaseUrl(String jdbcUrl, Optional<String> user, Optional<String> password) {

    private static final Pattern FORM = Pattern.compile(
            "(?:postgres|postgresql)://(?:(?<credentials>[^/?#]*)@)?(?<hosts>[^/?#@]*)(?:/(?<database>[^?#]*))?(?:\\?(?<query>[^#]*))?");
    private static final Pattern HOST = Pattern.compile("(?:\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?");

    /** libpq's names where JDBC's differ. */
    private static final Map<String, String> JDBC_NAMES = Map.of(
            "application_name", "ApplicationName",
            "connect_timeout", "connectTimeout",
            "channel_binding", "channelBinding");

    /** @throws IllegalArgumentException with a sentence for the operator, without credentials */
    public static DatabaseUrl parse(String text) {
        String url = text.strip();
        if (url.startsWith("jdbc:postgresql:")) {
            return new DatabaseUrl(url, Optional.empty(), Optional.empty());
        }
        Matcher form = FORM.matcher(url);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "DATABASE_URL must read postgres://user:password@host:port/database or jdbc:postgresql://…;"
                            + " characters like / ? # @ in a password are written %2F %3F %23 %40");
        }
        String hosts = form.group("hosts");
        for (String host : hosts.split(",", -1)) {
            if (!HOST.matcher(host).matches()) {
                throw new IllegalArgumentException("DATABASE_URL names no host that could be one");
            }
        }
        Optional<String> credentials = Optional.ofNullable(form.group("credentials"));
        Optional<String> user = credentials.map(c -> decoded(before(c))).filter(u -> !u.isEmpty());
        Optional<String> password = credentials.filter(c -> c.contains(":")).map(c -> decoded(after(c)));
        String database = Optional.ofNullable(form.group("database"))
                .filter(name -> !name.isEmpty())
                .or(() -> user)
                .orElse("postgres");
        return new DatabaseUrl(
                "jdbc:postgresql://" + hosts + "/" + database
                        + query(Optional.ofNullable(form.group("query")).orElse("")),
                user,
                password);
    }

    private static String query(String query) {
        List<String> parameters = new ArrayList<>();
        for (String parameter : query.split("&")) {
            if (!parameter.isBlank()) {
                String name = parameter.split("=", 2)[0];
                parameters.add(JDBC_NAMES.getOrDefault(name, name) + parameter.substring(name.length()));
            }
        }
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }

    private static String before(String credentials) {
        return credentials.split(":", 2)[0];
    }

    private static String after(String credentials) {
        return credentials.substring(credentials.indexOf(':') + 1);
    }

    /** A plus sign stands for itself: this is no form. */
    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("DATABASE_URL holds a % that begins no escape; write it %25", e);
        }
    }

    @Override
    public String toString() {
        return "DatabaseUrl[…]";
    }
}
