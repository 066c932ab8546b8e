package io.wyng.engine.format;

import io.wyng.engine.archive.SessionName;

/**
 * A session to be made.
 *
 * @param name its name, later than that of the volume's last session
 * @param volumeBytes size of the volume
 * @param snapshot identity of the snapshot that is sent
 */
public record NewSession(SessionName name, long volumeBytes, String snapshot) {}
