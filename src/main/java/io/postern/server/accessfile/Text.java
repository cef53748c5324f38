package io.postern.server.accessfile;

/**
 * A scalar of the file.
 *
 * @param value what it says, with the environment put in
 * @param written as it stands in the file: what may be repeated to the operator, for the environment may hold secrets
 */
record Text(Place at, String value, String written) {
    /** Without blanks around it. */
    String stripped() {
        return value.strip();
    }

    /** As it stands in the file, between quotes. */
    String quoted() {
        return Mistakes.quote(written);
    }

    /** Hides the value. */
    @Override
    public String toString() {
        return quoted();
    }
}
