package io.wyng.engine.format;

/**
 * A change of an archive that takes several steps and broke off.
 *
 * @param description what was being done, as the subject of a sentence
 * @param ofVolumes whether it concerns which volumes the archive has, so that what this machine
 *     knows of them may be half the old and half the new
 */
public record Unfinished(String description, boolean ofVolumes) {}
