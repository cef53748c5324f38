package io.postern.data.record;

/**
 * A table of records, and how its SQL differs from that of the other one. All texts are SQL.
 *
 * @param section the column by which the table is divided
 * @param written what a new row has there
 * @param partition the partition of a row
 * @param all which rows are of the kind
 * @param reached which of them the caller reaches
 */
public record Table(String name, String section, String written, String partition, String all, String reached) {
    /** Leads, divided by partition. */
    public static final Table LEADS = new Table(
            "lead", "partition_id", "given.partition_id", "partition_id", "TRUE", "partition_id = ANY (:partitions)");

    /** All other records, divided by kind. */
    public static final Table OBJECTS =
            new Table("object_record", "kind", ":kind", "NULL::integer", "kind = :kind", "kind = :kind");

    /** A statement for this table: what is in braces is put in. */
    String sql(String statement) {
        return statement
                .replace("{table}", name)
                .replace("{section}", section)
                .replace("{written}", written)
                .replace("{partition}", partition)
                .replace("{all}", all)
                .replace("{reached}", reached);
    }
}
