package io.postern.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The leads of the measurement: blocks of 300, one sync each, and the same rows as SQL. */
final class Leads {
    static final int BLOCKS = 50;
    static final int IN_A_BLOCK = 300;

    /**
     * Makes the table that plain SQL writes to: the columns and indexes of the server's own, with the same rows, and without its
     * foreign keys.
     */
    static final List<String> MAKE_PEER = List.of(
            "DROP TABLE IF EXISTS bench_lead",
            "CREATE TABLE bench_lead (LIKE lead INCLUDING ALL)",
            "INSERT INTO bench_lead (subscription_id, id, partition_id, fields, created_at, updated_at)"
                    + " SELECT subscription_id, id, partition_id, fields, created_at, updated_at FROM lead",
            "VACUUM (ANALYZE) bench_lead");

    /** The fields beside id and e-mail by which leads are looked up; every lead has them all. */
    private static final List<String> LOOKUP_FIELDS = List.of(
            "facebookId",
            "linkedInId",
            "twitterId",
            "sfdcAccountId",
            "sfdcContactId",
            "sfdcLeadId",
            "sfdcLeadOwnerId",
            "sfdcOpptyId");

    private Leads() {}

    /** The sync of one block. Versions differ in the values that they write. */
    static Wrk.Request sync(String token, int block, int version) {
        JsonArray input = new JsonArray();
        numbers(block).forEach(number -> input.add(fields(number, version)));
        return new Wrk.Request(
                "POST",
                "/rest/v1/leads.json",
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                new JsonObject()
                        .put("action", "createOrUpdate")
                        .put("lookupField", "email")
                        .put("input", input)
                        .encode());
    }

    /**
     * The same rows as one statement, into the table of {@link #MAKE_PEER}: insert, or update what is there. pgbench puts the version
     * in.
     *
     * @param firstId of the leads, which were made one after the other
     * @param key the columns of the primary key and the partition, which the server adds
     */
    static String upsert(int block, int firstId, Key key) {
        return numbers(block)
                .mapToObj(number -> "(" + key.subscription() + ", " + (firstId + number) + ", " + key.partition()
                        + ", '" + fields(number, 0).encode().replace("First 0", "First :version") + "', now(), now())")
                .collect(Collectors.joining(
                        ",\n",
                        "\\set version random(1, 9)\n"
                                + "INSERT INTO bench_lead"
                                + " (subscription_id, id, partition_id, fields, created_at, updated_at) VALUES\n",
                        "\nON CONFLICT (subscription_id, id) DO UPDATE SET"
                                + " fields = excluded.fields, updated_at = excluded.updated_at;\n"));
    }

    /** One lead by its primary key, chosen at random: the columns that the server reads for Get Lead by Id. */
    static String select(int firstId, Key key) {
        return "\\set id random(" + firstId + ", " + (firstId + BLOCKS * IN_A_BLOCK - 1) + ")\n"
                + "SELECT id, partition_id, fields, created_at, updated_at FROM lead WHERE subscription_id = "
                + key.subscription() + " AND id = :id;\n";
    }

    static List<Wrk.Request> reads(String token, int firstId) {
        return IntStream.range(0, BLOCKS * IN_A_BLOCK)
                .mapToObj(number -> Wrk.Request.get("/rest/v1/lead/" + (firstId + number) + ".json", token))
                .toList();
    }

    /** What the rows have beside their ids. */
    record Key(int subscription, int partition) {}

    private static IntStream numbers(int block) {
        return IntStream.range(block * IN_A_BLOCK, (block + 1) * IN_A_BLOCK);
    }

    private static JsonObject fields(int number, int version) {
        JsonObject fields = new JsonObject()
                .put("email", email(number))
                .put("company", "Company " + number % 100)
                .put("lastName", "Last " + number)
                .put("firstName", "First " + version);
        for (int i = 0; i < LOOKUP_FIELDS.size(); i++) {
            fields.put(LOOKUP_FIELDS.get(i), "%c%05d".formatted('a' + i, number));
        }
        return fields;
    }

    private static String email(int number) {
        return "lead%05d@bench.example".formatted(number);
    }
}
