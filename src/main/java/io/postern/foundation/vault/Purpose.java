package io.postern.foundation.vault;

/** What a subkey is for. The labels are part of what is stored: changing one makes all that was made with it unreadable. */
enum Purpose {
    CLIENT_SECRET_HASH("client secret hash"),
    CLIENT_SECRET_SEAL("client secret seal"),
    ACCESS_TOKEN("access token"),
    AUDIT_CHAIN("audit chain"),
    PAGING_TOKEN("paging token"),
    SET_UP_LINK("set-up link"),
    SIGN_IN_FAILURE("sign-in failure"),
    CHECK_VALUE("check value");

    private final String label;

    Purpose(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
