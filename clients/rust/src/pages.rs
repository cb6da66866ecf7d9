use futures_util::stream::try_unfold;

use crate::{Client, ResultStream, method::Paged};

impl Client {
    /// All items of a list. An empty page is not the end, an empty token is.
    pub(crate) fn all<R: Paged>(&self, request: R) -> ResultStream<R::Item> {
        let pages = Pages { client: self.clone(), request, items: Vec::new().into_iter(), last: false };
        Box::pin(try_unfold(pages, |mut pages| async move {
            loop {
                if let Some(item) = pages.items.next() {
                    return Ok(Some((item, pages)));
                }
                if pages.last {
                    return Ok(None);
                }
                let (items, next) = R::page(pages.client.unary(pages.request.clone()).await?);
                pages.items = items.into_iter();
                pages.last = next.is_empty();
                *pages.request.page_token() = next;
            }
        }))
    }
}

struct Pages<R: Paged> {
    client: Client,
    /// Asks for the next page.
    request: R,
    /// What is left of the current one.
    items: std::vec::IntoIter<R::Item>,
    last: bool,
}
