package io.postern.bench;

/** Nothing can be measured; the text says why. */
final class BenchFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    BenchFailure(String text) {
        super(text);
    }
}
