package sfs.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@code sfs auth login} remembers, one file for each profile. */
final class Profile {
  /** The name is also the name of a file. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final String name;
  private final JsonObject content;

  private Profile(String name, JsonObject content) {
    this.name = name;
    this.content = content;
  }

  /**
   * The profile that is named by the option or by SFS_PROFILE, else the one of {@code sfs auth
   * use}, else the only one there is.
   *
   * @param named null where the option is not given
   * @return null where there is none
   */
  static Profile find(String named, Map<String, String> environment) {
    Path folder = folder(environment);
    String name = named;
    if (name == null || name.isEmpty()) {
      name = environment.getOrDefault("SFS_PROFILE", "");
    }
    if (name.isEmpty()) {
      name = active(folder);
    }
    return name == null ? null : read(folder, name);
  }

  /** Where a value comes from, for messages. */
  String origin() {
    return "profile " + name;
  }

  String server() {
    return text("server");
  }

  /** A value of the profile; null where it has none. */
  String text(String field) {
    JsonElement value = content.get(field);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : null;
  }

  boolean insecure() {
    return "true".equals(text("insecure"));
  }

  /** $SFS_CONFIG_DIR, $XDG_CONFIG_HOME/sfs or ~/.config/sfs. A relative XDG_CONFIG_HOME is none. */
  private static Path folder(Map<String, String> environment) {
    String own = environment.getOrDefault("SFS_CONFIG_DIR", "");
    if (!own.isEmpty()) {
      return Path.of(own);
    }
    Path xdg = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
    if (xdg.isAbsolute()) {
      return xdg.resolve("sfs");
    }
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.isEmpty() ? System.getProperty("user.home") : home, ".config", "sfs");
  }

  private static String active(Path folder) {
    Path file = folder.resolve("active_profile");
    try {
      String chosen = Files.readString(file).strip();
      if (!chosen.isEmpty()) {
        return checkName(chosen);
      }
    } catch (IOException e) {
      refuseUnlessMissing(file, e);
    }
    List<String> names = names(folder);
    return names.size() == 1 ? names.get(0) : null;
  }

  private static List<String> names(Path folder) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder.resolve("profiles"), "*.json")) {
      for (Path file : files) {
        names.add(file.getFileName().toString().replaceFirst("\\.json$", ""));
      }
    } catch (IOException e) {
      return List.of();
    }
    Collections.sort(names);
    return names;
  }

  private static Profile read(Path folder, String name) {
    Path file = folder.resolve("profiles").resolve(checkName(name) + ".json");
    String text;
    try {
      refuseReadableByOthers(file);
      text = Files.readString(file);
    } catch (IOException e) {
      refuseUnlessMissing(file, e);
      List<String> known = names(folder);
      String hint =
          known.isEmpty()
              ? "make it with: sfs auth login --profile NAME"
              : "profiles: " + String.join(", ", known);
      throw new SfsConfigException(
          "there is no profile " + name + " in " + folder + " (" + hint + ")");
    }
    try {
      Profile profile = new Profile(name, JsonParser.parseString(text).getAsJsonObject());
      if (profile.server() != null) {
        return profile;
      }
    } catch (JsonParseException | IllegalStateException e) {
      // The text may hold a key: what the parser says about it is not repeated.
    }
    throw new SfsConfigException(
        file + " is not a profile: remove it and sign in again: sfs auth login --profile " + name);
  }

  private static String checkName(String name) {
    if (NAME.matcher(name).matches()) {
      return name;
    }
    throw new SfsConfigException(
        "a profile name has 1 to 64 characters: a-z, 0-9, _ and -, and begins with a letter or"
            + " digit");
  }

  /** A file is also missing where what should be its folder is none, as with HOME=/dev/null. */
  private static void refuseUnlessMissing(Path file, IOException failure) {
    Path above = file.getParent();
    while (above != null && !Files.exists(above)) {
      above = above.getParent();
    }
    boolean belowNoFolder = above != null && !Files.isDirectory(above);
    if (!belowNoFolder && !(failure instanceof NoSuchFileException)) {
      throw new SfsConfigException(file + " cannot be read");
    }
  }

  private static void refuseReadableByOthers(Path file) throws IOException {
    var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    // Windows has none.
    if (view != null && !OWNER.containsAll(view.readAttributes().permissions())) {
      throw new SfsConfigException(
          file + " holds a key and can be read by other users: chmod 600 " + file);
    }
  }
}
