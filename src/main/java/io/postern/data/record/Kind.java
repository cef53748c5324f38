package io.postern.data.record;

import io.postern.foundation.wire.ErrorCode;
import java.util.List;
import java.util.Optional;

/**
 * A kind of records, as data: what they have and are told apart by, and how calls speak of them.
 *
 * @param name in the database, and in locks and tokens
 * @param describedName as describe calls it
 * @param table where the records are
 * @param standardFields the fields that every subscription has, in the order of describe
 * @param rules what it asks beyond this table
 */
public record Kind(
        String name,
        String describedName,
        Table table,
        Family family,
        List<Field> standardFields,
        Keys keys,
        Errors errors,
        Rules.Factory rules) {

    /** In which of two manners calls speak of records. */
    public enum Family {
        /** A field of the caller's choice finds a record; one may be made twice; results have the id alone. */
        LEADS,
        /** The id field or the dedupe fields find a record; results are numbered. */
        OBJECTS
    }

    /**
     * Which fields have a part.
     *
     * @param dedupe by which records are found unless a call says otherwise
     * @param shown by a read that names none; empty for all that have a value
     */
    public record Keys(String id, List<String> dedupe, List<String> shown) {}

    /**
     * Why a record is skipped.
     *
     * @param missing there is none with the key, and none is to be made
     * @param existing there is one with the key, and it is not to be changed
     * @param repeated the key was in the call before; empty where a later record sees what an earlier one did
     */
    public record Errors(ErrorCode missing, ErrorCode existing, Optional<ErrorCode> repeated) {}
}
