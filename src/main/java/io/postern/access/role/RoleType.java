package io.postern.access.role;

/** Whether a role came with the subscription and stays, or can be deleted. */
public enum RoleType {
    SYSTEM("system"),
    CUSTOM("custom");

    private final String stored;

    RoleType(String stored) {
        this.stored = stored;
    }

    /** The name in the table and on the wire. */
    public String stored() {
        return stored;
    }

    static RoleType ofStored(String stored) {
        return stored.equals(SYSTEM.stored) ? SYSTEM : CUSTOM;
    }
}
