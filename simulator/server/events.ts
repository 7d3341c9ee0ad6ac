/** What happens on the network, for tests and for the demonstration's page. Numbers are bare digits. */
export interface NetworkEvents {
  /** A client asks to be linked; its QR codes carry these references. */
  registering: { readonly refs: readonly string[] };
  /** A client asks the phone of that number for a code. */
  codeAsked: { readonly number: string; readonly platform: string };
  linked: { readonly number: string; readonly device: number };
  unlinked: { readonly number: string; readonly device: number; readonly by: 'phone' | 'companion' };
  login: { readonly number: string; readonly device: number; readonly queued: number };
  loginRefused: { readonly number: string; readonly device: number; readonly reason: number };
  logout: { readonly number: string; readonly device: number };
  /** A linked device asks the server for something. */
  query: { readonly number: string; readonly device: number; readonly xmlns: string; readonly about: string };
  /** The server took a message from one of its devices. */
  message: { readonly id: string; readonly from: string; readonly device: number; readonly to: string };
  receipt: {
    readonly ids: readonly string[];
    readonly from: string;
    readonly device: number;
    readonly to: string;
    /** `delivered` stands for the receipt without a type. */
    readonly type: string;
  };
  presence: { readonly number: string; readonly device: number; readonly available: boolean };
  /** Something on that simulated phone's screen is different now. */
  screen: { readonly number: string };
  /** Something went wrong that no fault was asked for: an unknown query, a message nobody can read. */
  problem: { readonly where: string; readonly error: unknown };
}
