package io.postern.server.accessfile;

/**
 * A place in the access file.
 *
 * @param line from 1
 * @param path how to get there from the top, for instance {@code roles[1].permissions[0]}; empty for the file as a whole
 */
record Place(int line, String path) {
    /** The top of the file. */
    static final Place TOP = new Place(1, "");

    /** A key of the mapping at this place. */
    Place key(String key, int atLine) {
        return new Place(atLine, path.isEmpty() ? key : path + "." + key);
    }

    /** A key that the mapping at this place does not have, or whose own line does not matter. */
    Place key(String key) {
        return key(key, line);
    }

    /** An item of the list at this place, counted from 0. */
    Place item(int index, int atLine) {
        return new Place(atLine, path + "[" + index + "]");
    }
}
