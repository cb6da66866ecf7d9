/// A request, and what is to be known of its method. Implemented by generated code.
pub(crate) trait Method: prost::Message + Clone + 'static {
    /// `/sfs.v1.TicketService/CreateTicket`
    const PATH: &'static str;

    type Response: prost::Message + Default + 'static;

    /// The idempotency id, of the requests that have one.
    fn request_id(&mut self) -> Option<&mut String> {
        None
    }
}

/// A request for one page of a list. Implemented by generated code.
pub(crate) trait Paged: Method {
    type Item: Send + 'static;

    fn page_token(&mut self) -> &mut String;

    /// The items of a page, and the token of the next: empty at the end.
    fn page(response: Self::Response) -> (Vec<Self::Item>, String);
}
