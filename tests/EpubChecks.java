import com.adobe.epubcheck.tool.EpubChecker;

/** Runs EPUBCheck over several files in one start of Java: EDITION REPORT [EDITION REPORT]... */
public class EpubChecks {
    public static void main(String[] words) {
        for (int i = 0; i + 1 < words.length; i += 2) {
            new EpubChecker().run(new String[] {words[i], "-q", "--json", words[i + 1]});
        }
    }
}
