package io.postern.console.denials;

/**
 * The page on which the cause of a denial can be looked at, and set right by those who may.
 *
 * @param link an address of the console
 */
public record Remedy(String label, String link) {}
