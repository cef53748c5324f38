package io.postern.data.record;

/** What a sync does with a record whose key there is, and with one whose key there is not. */
public enum SyncAction {
    CREATE_OR_UPDATE("createOrUpdate"),
    CREATE_ONLY("createOnly"),
    UPDATE_ONLY("updateOnly"),
    /** Makes a record without looking for one; of leads only. */
    CREATE_DUPLICATE("createDuplicate");

    private final String wireName;

    SyncAction(String wireName) {
        this.wireName = wireName;
    }

    /** The name by which callers ask for it. */
    public String wireName() {
        return wireName;
    }
}
