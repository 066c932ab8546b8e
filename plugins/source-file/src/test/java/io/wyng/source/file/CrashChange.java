package io.wyng.source.file;

import static io.wyng.source.file.CrashScene.BLOCK;

import io.wyng.spi.source.Source;
import java.io.IOException;
import java.util.Set;

/**
 * A change of snapshots: what is there before, what is done, which states may be seen when it is
 * broken off, and which one is the end. States are written as in {@link CrashScene#state}.
 */
enum CrashChange {
  FIRST_SNAPSHOT("-/-, -/N") {
    @Override
    void prepare(CrashScene scene) {}

    @Override
    void apply(CrashScene scene, Source source) throws IOException {
      scene.createCurrent(source);
    }
  },
  SNAPSHOT_ON_A_BASELINE("B/-, B/N") {
    @Override
    void prepare(CrashScene scene) throws IOException {
      scene.makeBaseline();
      changeBlocks(scene);
    }

    @Override
    void apply(CrashScene scene, Source source) throws IOException {
      scene.createCurrent(source);
    }
  },
  SNAPSHOT_IN_PLACE_OF_ONE_LEFT_BEHIND("B/C, B/-, B/N") {
    @Override
    void prepare(CrashScene scene) throws IOException {
      prepareOverlay(scene);
      scene.write(3 * BLOCK, 10);
    }

    @Override
    void apply(CrashScene scene, Source source) throws IOException {
      scene.createCurrent(source);
    }
  },
  FIRST_PROMOTION("-/C, C/-") {
    @Override
    void prepare(CrashScene scene) throws IOException {
      scene.makeCurrent();
    }

    @Override
    void apply(CrashScene scene, Source source) throws IOException {
      source.promote(scene.current(), "label");
    }
  },
  PROMOTION_OF_AN_OVERLAY("B/C, C/-") {
    @Override
    void prepare(CrashScene scene) throws IOException {
      prepareOverlay(scene);
    }

    @Override
    void apply(CrashScene scene, Source source) throws IOException {
      source.promote(scene.current(), "label");
    }
  },
  PROMOTION_AFTER_GROWTH("B/C, C/-") {
    @Override
    void prepare(CrashScene scene) throws IOException {
      scene.makeBaseline();
      scene.resize(9 * BLOCK + 7);
      scene.write(7 * BLOCK, 2 * BLOCK);
      changeBlocks(scene);
      scene.makeCurrent();
    }

    @Override
    void apply(CrashScene scene, Source source) throws IOException {
      source.promote(scene.current(), "label");
    }
  },
  PROMOTION_AFTER_A_SHRINK("B/C, C/-") {
    @Override
    void prepare(CrashScene scene) throws IOException {
      scene.makeBaseline();
      changeBlocks(scene);
      scene.resize(3 * BLOCK - 9);
      scene.makeCurrent();
    }

    @Override
    void apply(CrashScene scene, Source source) throws IOException {
      source.promote(scene.current(), "label");
    }
  },
  PROMOTION_OF_A_WHOLE_IMAGE("B/C, -/C, C/-") {
    @Override
    void prepare(CrashScene scene) throws IOException {
      scene.makeBaseline();
      changeBlocks(scene);
      scene.makeWholeCurrent();
    }

    @Override
    void apply(CrashScene scene, Source source) throws IOException {
      source.promote(scene.current(), "label");
    }
  },
  REMOVAL_OF_THE_CURRENT_SNAPSHOT("B/C, B/-") {
    @Override
    void prepare(CrashScene scene) throws IOException {
      prepareOverlay(scene);
    }

    @Override
    void apply(CrashScene scene, Source source) throws IOException {
      source.remove(scene.current());
    }
  },
  REMOVAL_OF_THE_BASELINE_BELOW_AN_OVERLAY("B/C, -/C") {
    @Override
    void prepare(CrashScene scene) throws IOException {
      prepareOverlay(scene);
    }

    @Override
    void apply(CrashScene scene, Source source) throws IOException {
      source.remove(scene.baseline());
    }
  },
  REMOVAL_OF_THE_ONLY_SNAPSHOT("B/-, -/-") {
    @Override
    void prepare(CrashScene scene) throws IOException {
      scene.makeBaseline();
    }

    @Override
    void apply(CrashScene scene, Source source) throws IOException {
      source.remove(scene.baseline());
    }
  };

  private final String states;

  CrashChange(String states) {
    this.states = states;
  }

  abstract void prepare(CrashScene scene) throws IOException;

  abstract void apply(CrashScene scene, Source source) throws IOException;

  Set<String> statesOnTheWay() {
    return Set.of(states.split(", "));
  }

  String endState() {
    return states.substring(states.lastIndexOf(' ') + 1);
  }

  private static void prepareOverlay(CrashScene scene) throws IOException {
    scene.makeBaseline();
    changeBlocks(scene);
    scene.makeCurrent();
  }

  private static void changeBlocks(CrashScene scene) throws IOException {
    scene.write(BLOCK + 5, 10);
    scene.discard(2 * BLOCK, BLOCK);
    scene.write(5 * BLOCK + 3, 100);
  }
}
