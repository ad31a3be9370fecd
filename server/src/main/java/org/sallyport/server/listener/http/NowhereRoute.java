package org.sallyport.server.listener.http;

import java.util.List;
import java.util.Optional;
import org.sallyport.server.config.ServerRole;

/// What has no route. Whoever shows no good token is not even told that.
final class NowhereRoute implements Route {
    @Override
    public List<FieldName> fields() {
        return List.of(FieldName.AUTHORIZATION, ForwardAuthRoute.TOKEN);
    }

    @Override
    public Optional<byte[]> token(RequestHead head) {
        return Bearer.token(head).or(() -> head.fields().find(ForwardAuthRoute.TOKEN));
    }

    @Override
    public boolean isFor(ServerRole role) {
        return true;
    }

    @Override
    public Optional<Reply> refusal(RequestHead head) {
        return Optional.of(Reply.NOT_FOUND);
    }

    @Override
    public Reading read(RequestHead head, byte[] bytes, int from, int length) {
        return new Reading.Answered(Reply.NOT_FOUND);
    }
}
