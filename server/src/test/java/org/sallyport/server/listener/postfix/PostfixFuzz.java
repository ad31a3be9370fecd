package org.sallyport.server.listener.postfix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sallyport.fuzz.Promise;
import org.sallyport.server.listener.postfix.PolicyReader.Found;

/// Whatever a caller sends is requests and then perhaps none; a request reads the same however much of it came before,
/// and what is said of it is one action.
public final class PostfixFuzz {
    private PostfixFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        var requests = requests(input);
        for (int cut = 0; cut < input.length; cut += 1 + input.length / 5) {
            var fewer = requests(Arrays.copyOf(input, cut));
            Promise.require(
                    fewer.equals(requests.subList(0, fewer.size())), "what comes later changes nothing of a request");
        }
        for (var request : requests) {
            var question = request.question("unnamed");
            Promise.require(!question.instance().isEmpty(), "every message has a name");
            Promise.require(question.instance().length() <= 255, "which is short");
            Promise.require(question.recipients() >= 0, "nobody sends to fewer than none");
        }
    }

    private static List<PolicyRequest> requests(byte[] input) {
        var requests = new ArrayList<PolicyRequest>();
        int from = 0;
        while (PolicyReader.read(input, from, input.length) instanceof Found.Request(var request, var length)) {
            Promise.require(length > 0, "every request takes some bytes");
            requests.add(request);
            from += length;
        }
        return requests;
    }
}
