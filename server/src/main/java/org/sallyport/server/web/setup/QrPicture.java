package org.sallyport.server.web.setup;

import io.nayuki.qrcodegen.QrCode;

/// A QR code as the path of an SVG picture: one unit square for each dark module. Drawn here and put into the page, so
/// that no address and no other server ever holds what it says.
///
/// @param size modules on each side, with the quiet zone of four (ISO/IEC 18004 section 9.1)
/// @param path the dark modules
public record QrPicture(int size, String path) {
    private static final int QUIET = 4;

    public static QrPicture of(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrPicture(code.size + 2 * QUIET, path.toString());
    }

    /// `0 0 49 49`
    public String viewBox() {
        return "0 0 " + size + " " + size;
    }

    @Override
    public String toString() {
        return "QrPicture[hidden]";
    }
}
